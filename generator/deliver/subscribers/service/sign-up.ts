import { Hono } from "hono";
import { networkOf } from "../../../publish/serve/request.ts";
import { readAddress } from "../address.ts";
import { confirmationLink } from "../links.ts";
import {
  about,
  languageAsked,
  languageChoices,
  languageLike,
  refuse,
  show,
  tell,
  wordsIn,
} from "./frame.ts";
import { formOf } from "./form.ts";
import { cameFrom } from "./request.ts";
import type { Service } from "./service.ts";
import type { Context } from "hono";

/** The sign-up: a page of its own, and the form that the publication's site sends here. */
export function signUpPage(service: Service): Hono {
  const { membership, links, rates, world } = service;
  const app = new Hono();

  const form = (context: Context, language: string, address = "", problem?: string): Response => {
    const { signUp } = wordsIn(service, language);
    const languages = languageChoices(service, language);
    return show(
      service,
      context,
      {
        layout: "sign-up",
        title: signUp.title,
        language,
        ...(problem === undefined ? {} : { problem, status: 422 }),
      },
      {
        about: about(service, signUp.about),
        address,
        languages: languages.length > 1 ? languages : [],
      },
    );
  };

  app.get("/", (context) => form(context, languageAsked(service, context)));
  app.get("/subscribe", (context) => form(context, languageAsked(service, context)));

  app.post("/subscribe", async (context) => {
    const sent = await formOf(context);
    const asked = sent.get("language");
    const language =
      asked === null ? languageAsked(service, context) : languageLike(service, asked);
    const words = wordsIn(service, language);
    const given = sent.get("email") ?? "";
    const address = readAddress(given);
    if (typeof address === "string")
      return form(context, language, given.slice(0, 254), words.problems.address);
    const network = networkOf(cameFrom(context, service));
    if (!(await rates.maySignUp(address.normal, network, world.now())))
      return refuse(service, context, "many");
    const subscriber = await membership.signUp(address, {
      language,
      timeZone: "Etc/UTC",
      formats: service.formats.slice(0, 1),
      tags: [],
    });
    // Nobody waits for the mail: how long an answer takes would tell strangers who is known here.
    if (subscriber)
      void service
        .sendConfirmation(subscriber, confirmationLink(links, subscriber.id, world.now()))
        .catch((error: unknown) =>
          service.tell(`A confirmation could not be sent: ${(error as Error).message}`),
        );
    return tell(service, context, { title: words.signUp.sentTitle, language }, words.signUp.sent);
  });
  return app;
}
