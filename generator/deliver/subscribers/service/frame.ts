import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { fill } from "../../../base/text.ts";
import { textDirection } from "../../../publish/theme/text-direction.ts";
import type { Subscriber } from "../../../store/mail/subscribers.ts";
import type { Service } from "./service.ts";
import { languageAmong, type ServiceWords } from "./words.ts";

/** A page of the service, in one language. */
export interface Page {
  readonly layout: string;
  readonly title: string;
  readonly language: string;
  readonly status?: ContentfulStatusCode;
  /** What was wrong with what was sent. */
  readonly problem?: string;
  /** What was done. */
  readonly said?: string;
}

/** Answers with a page. */
export function show(service: Service, context: Context, page: Page, values: object): Response {
  const { layouts, publication, style, links } = service;
  const { layout, status = 200, language } = page;
  const html = layouts.render(layout, {
    ...page,
    publication: publication.name,
    site: publication.url,
    root: new URL(links.service).pathname,
    style: style.name,
    direction: textDirection(language),
    words: wordsIn(service, language),
    ...values,
  });
  return context.html(html, status) as Response;
}

/** Answers with a title and a text. */
export function tell(
  service: Service,
  context: Context,
  page: Omit<Page, "layout">,
  text: string,
  link?: { readonly href: string; readonly name: string },
): Response {
  return show(service, context, { ...page, layout: "message" }, { text, link });
}

type ProblemPage = "link" | "many" | "large" | "nothing" | "failed";

const STATUSES: Readonly<Record<ProblemPage, 403 | 404 | 413 | 429 | 503>> = {
  link: 403,
  many: 429,
  large: 413,
  nothing: 404,
  failed: 503,
};

/** Answers that something was not done, and why. */
export function refuse(service: Service, context: Context, problem: ProblemPage): Response {
  const language = languageAsked(service, context);
  const { problems } = wordsIn(service, language);
  const page = { title: problems[`${problem}Title`], language, status: STATUSES[problem] };
  return tell(service, context, page, problems[problem]);
}

export function wordsIn({ words, languages }: Service, language: string): ServiceWords {
  const found = words.get(language) ?? words.get(languages[0] ?? "");
  if (!found) throw new Error(`there are no words in ${language}`);
  return found;
}

/** The language of the service that is nearest to a reader's. */
export function languageLike({ languages }: Service, wanted: string): string {
  return languageAmong(languages, wanted);
}

/** The language of the service that a browser asks for first. */
export function languageAsked(service: Service, context: Context): string {
  const asked = (context.req.header("accept-language") ?? "")
    .split(",")
    .map((each) => each.split(";")[0]?.trim() ?? "");
  const known = asked.find((each) => service.languages.includes(each.split("-")[0] ?? ""));
  return languageLike(service, known ?? "");
}

/** The languages to choose from, each by its own name. */
export function languageChoices({ languages }: Service, chosen: string) {
  return languages.map((value) => ({
    value,
    name: new Intl.DisplayNames(value, { type: "language" }).of(value) ?? value,
    isChosen: value === chosen,
  }));
}

/** The publication's name and an address, filled into a sentence. The address is shown in part: a mail may have been passed on. */
export function about(service: Service, sentence: string, subscriber?: Subscriber): string {
  const [local = "", domain = ""] = subscriber?.address.split("@") ?? [];
  return fill(sentence, {
    publication: service.publication.name,
    address: `${local.slice(0, 1)}…@${domain}`,
  });
}
