import Handlebars from "handlebars";
import { printable } from "../../base/markup.ts";
import { fill, withoutSteering } from "../../base/text.ts";
import { layersOf } from "../../publication/layers.ts";
import type { Publication } from "../../publication/publication.ts";
import { textDirection } from "../../publish/theme/text-direction.ts";
import type { Subscriber } from "../../store/mail/subscribers.ts";
import type { World } from "../../world/world.ts";
import { languageAmong, loadServiceWords, serviceLanguages } from "./service/words.ts";

/** The mail that asks somebody to confirm. */
export interface ConfirmationMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Why somebody is asked: they signed up, or stand on a list of which nothing tells that they agreed. */
export type Asked = "signed-up" | "listed";

/** Makes these mails, each in its reader's language. Nothing that a stranger typed stands in them: whoever signs up with another's address can send no words. */
export function confirmationMails(
  world: World,
  publication: Publication,
): (subscriber: Subscriber, link: string, asked?: Asked) => ConfirmationMail {
  const { home } = publication;
  const layers = layersOf(world, home);
  const compiled = (file: string, noEscape: boolean) =>
    Handlebars.compile(layers.open(`templates/email/${file}`).text, { noEscape });
  const html = compiled("confirm.html.hbs", false);
  const text = compiled("confirm.txt.hbs", true);
  const languages = serviceLanguages(world, publication);
  return (subscriber, link, asked = "signed-up") => {
    const language = languageAmong(languages, subscriber.language);
    const words = loadServiceWords(world, home, language);
    const { name, url } = publication;
    const mail = Object.fromEntries(
      Object.entries(words.mail).map(([key, each]) => [key, fill(each, { publication: name })]),
    );
    const isListed = asked === "listed";
    const values = {
      ...mail,
      about: isListed ? mail["listed"] : mail["about"],
      otherwise: isListed ? mail["unwanted"] : mail["otherwise"],
      name,
      site: url,
      link,
      language,
      direction: textDirection(language),
      postal: publication.mail?.postal,
    };
    return {
      subject: withoutSteering(mail["subject"] ?? "").replaceAll(/\s+/g, " "),
      html: printable(html(values)),
      text: withoutSteering(text(values)),
    };
  };
}
