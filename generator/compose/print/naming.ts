import type { Day } from "../../base/day.ts";
import { weakMemoize } from "../../base/memo.ts";
import { escapeMarkdown, fill } from "../../base/text.ts";
import type { NameForm } from "../../narrate/bindable/subject.ts";
import type { Catalogue, Subject } from "../../publication/catalogue.ts";
import type { Language } from "../language.ts";
import type { Mention } from "./recorder.ts";

/** Names that a catalogue gives, worked out once for it. */
interface Names {
  /** The longest first. */
  readonly all: readonly string[];
  readonly bySubject: ReadonlyMap<string, readonly string[]>;
}

const DIGIT = /\p{N}/u;
const WORD_END = /[^\p{L}]+/u;

/**
 * Names of the catalogue that contain digits or number words and stand in the text: neither "S&P 500" nor "Six Flags" is a figure. The
 * longest first.
 * @param numbers number words of the text's language.
 */
export function namesOf(catalogue: Catalogue, text: string, numbers: readonly string[]): string[] {
  return numericNames(catalogue)(numbers).filter((name) => text.includes(name));
}

/** The names that contain digits or number words, by the number words: few of thousands. */
const numericNames = weakMemoize((catalogue: Catalogue) =>
  weakMemoize((numbers: readonly string[]) => {
    const words = new Set(numbers);
    const counts = (name: string): boolean =>
      DIGIT.test(name) ||
      name
        .toLowerCase()
        .split(WORD_END)
        .some((word) => words.has(word));
    return namesIn(catalogue).all.filter(counts);
  }),
);

/** Every name by which a subject may be called, by subject id. */
export function subjectNamesOf(
  catalogue: Catalogue,
  ids: readonly string[],
): Record<string, readonly string[]> {
  const { bySubject } = namesIn(catalogue);
  return Object.fromEntries(ids.map((id) => [id, bySubject.get(id) ?? []]));
}

const namesIn = weakMemoize((catalogue: Catalogue): Names => {
  const bySubject = new Map(
    [...catalogue.subjects].map(([id, subject]) => [id, namesOfSubject(subject)]),
  );
  const all = [...bySubject.values()].flat();
  for (const { title, aliases } of catalogue.series.values()) all.push(title, ...aliases);
  for (const source of catalogue.sources.values()) {
    all.push(source.publisher, source.licence, source.attribution);
  }
  const ordered = [...new Set(all)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return { all: ordered, bySubject };
});

function namesOfSubject({
  name,
  symbol,
  aliases,
  proxy,
  fund,
  full,
  short,
  formerly,
}: Subject): string[] {
  const others = [proxy, fund, full, short, formerly?.name, formerly?.full, formerly?.short];
  return [...new Set([name, symbol, ...others.flatMap((each) => each ?? []), ...aliases])];
}

/** What a subject was called on a day. */
function namesOn(subject: Subject, day: Day): Pick<Subject, "name" | "full" | "short"> {
  const { formerly } = subject;
  return formerly && day <= formerly.until ? formerly : subject;
}

/** The short name that a subject had on a day; its id where it is not declared. */
export function shortNameOn(
  { subjects }: Pick<Catalogue, "subjects">,
  id: string,
  day: Day,
): string {
  const subject = subjects.get(id);
  if (!subject) return id;
  const { short, name } = namesOn(subject, day);
  return short ?? name;
}

/**
 * How a subject is called in the edition of a day by one of its names, with the language's pronouns and possessive.
 * @param caseId in which case of the language; undefined for the name as it stands.
 */
export function mentionOf(
  subject: Subject,
  form: NameForm,
  day: Day,
  { mention: { it, its, possessive }, grammar }: Pick<Language, "mention" | "grammar">,
  caseId?: string,
): Mention {
  const { id, symbol, proxy, fund, gender, article } = subject;
  const { name, full: given, short } = namesOn(subject, day);
  const full = given ?? (fund === undefined ? undefined : `${name} (${symbol})`);
  const said = (called: string): string =>
    escapeMarkdown(caseId === undefined ? called : grammar.inflect(called, caseId, gender));
  const running = (called: string): string =>
    article === undefined ? said(called) : `${article} ${said(called)}`;
  const inTitle = (called: string): { readonly bare?: string } =>
    article === undefined ? {} : { bare: called };
  const called = {
    subject: id,
    ...inTitle(said(proxy ?? name)),
    head: running(proxy ?? name),
    first: running(full ?? proxy ?? name),
    later: running(short ?? proxy ?? name),
  };
  if (form === "called") return called;
  const plain = running(name);
  if (form === "name")
    return {
      subject: id,
      ...inTitle(said(name)),
      head: plain,
      first: fund === undefined ? plain : called.first,
      later: plain,
    };
  if (form === "it") return { ...called, ...(it === "" ? {} : { pronoun: it }) };
  const owned = fill(possessive, { name: plain });
  return {
    subject: id,
    ...inTitle(fill(possessive, { name: said(name) })),
    head: owned,
    first: owned,
    later: owned,
    ...(its === "" ? {} : { pronoun: its }),
  };
}
