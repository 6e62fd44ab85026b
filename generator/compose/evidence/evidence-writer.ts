import { daysBetween } from "../../base/day.ts";
import type { Evidence, HorizonEvidence } from "../../narrate/evidence/evidence.ts";
import { evidenceOf } from "../../narrate/evidence/evidence-of.ts";
import type { Finding } from "../../narrate/narrate.ts";
import type { Template } from "../../narrate/templates/template.ts";
import type { Drafter } from "../print/drafting.ts";
import { capitalised, escapeMarkdown, fill } from "../../base/text.ts";
import { wordFor } from "../../publication/kinds.ts";
import { EvidenceFacts } from "./evidence-facts.ts";
import { nounsOf, type EvidenceWords } from "./evidence-words.ts";
import type { Recorder } from "../print/recorder.ts";
import type { ArticlePrinter } from "../print/printer.ts";

/** A rule that holds on more of its periods than this says something every day: what follows it is what follows any day. */
const EVERYDAY = 0.5;

/** In running text smaller whole numbers are words. */
const SPELLED_BELOW = 10;

type Said = Exclude<keyof EvidenceWords["box"], "title">;

/** Fewer cases than these are no precedent: what followed one or two may be anything, and is not told. */
const LEAST_CASES = 3;

/** Records that the box of an article tells at most. */
const MOST_RECORDS = 3;

/** Says what the rules of an article were worth before: a sentence where there is a tendency, and the box of past cases. */
export class EvidenceWriter {
  readonly #drafter: Drafter;
  readonly #recorder: Recorder;
  readonly #words: EvidenceWords;

  constructor(drafter: Drafter, recorder: Recorder) {
    this.#drafter = drafter;
    this.#recorder = recorder;
    this.#words = drafter.language.evidence;
  }

  /** A sentence on a tendency that survived its correction, figures marked; nothing where there is none. */
  sentence(finding: Finding): string[] {
    const told = this.#told(finding);
    if (!told || told.at.verdict !== "tendency") return [];
    const { tendency } = this.#words.sentences;
    const way = isMore(told.at) ? tendency.more : tendency.less;
    return [fill(way, this.#values(told, this.#words.case))];
  }

  /**
   * What followed before, as a quotation set apart from the text: one item for each finding with which a case of its record begins
   * and of which the record says something, by a tendency or by cases that are few enough to be told. Most records say that nothing
   * can be shown, which stands on the page of the rule and not in each article.
   * @param beside keys of the findings that an article beside this one tells, and their records with them.
   */
  box(
    findings: readonly Finding[],
    printer: ArticlePrinter,
    beside: ReadonlySet<string> = new Set(),
  ): string[] {
    const records = findings.flatMap((finding) => {
      const told = beside.has(finding.key) ? undefined : this.#told(finding);
      const said = told && saidOf(told);
      return said && begins(finding, told) ? { finding, told, said } : [];
    });
    if (records.length === 0) return [];
    const items = records.slice(0, MOST_RECORDS).flatMap(({ finding, told, said }) => {
      const [template] = finding.narrative.parts.case ?? [];
      const called = template && printer.render(template, finding.bound);
      const values = this.#values(told, called ?? this.#words.case);
      const item = capitalised(fill(this.#words.box[said], values));
      return told.at.latest.length >= LEAST_CASES ? [item, this.#cases(told)] : item;
    });
    return [`> **${this.#words.box.title}** ${items.join(" ")}`];
  }

  /** The texts on a finding's record that a template of it prints: its last cases, and what followed each, where any is known. */
  texts(finding: Ruled, { extras }: Template): { readonly lastCases?: string } {
    if (!extras.has("lastCases")) return {};
    const told = this.#told(finding);
    return told && told.at.latest.length >= LEAST_CASES ? { lastCases: this.#cases(told) } : {};
  }

  #cases(told: Told): string {
    const { lastFew, every, inSpell, moves } = this.#words.cases;
    const { language } = this.#drafter;
    const { episodes, latest, spell } = told.at;
    const facts = told.facts.pastCases(latest);
    // Where they went apart, each has its own word, so that they stand in the order of their days.
    const alike = Map.groupBy(facts, ({ move }) => move.direction);
    const groups = alike.size === 1 ? [facts] : facts.map((each) => [each]);
    const said = groups.map((its) => {
      const [
        {
          move: { direction },
        },
      ] = its as [(typeof its)[number]];
      const sizes = its.map(
        ({ move }) => this.#recorder.mark(move) + language.nounBehind(move.unit, move),
      );
      return fill(moves[direction as keyof typeof moves], { sizes: language.join(sizes) });
    });
    const values = {
      ...this.#common(told),
      cases: this.#recorder.mark(told.facts.number("cases", latest.length, "count", 0, "spelled")),
      days: language.join(facts.map(({ day }) => this.#recorder.mark(day))),
      moves: language.join(said),
    };
    const several = latest.length === episodes && !spell.hasCases ? every : lastFew;
    const cases = fill(several, values);
    return capitalised(spell.hasCases ? fill(inSpell, { cases }) : cases);
  }

  #told(finding: Ruled): Told | undefined {
    const evidence = evidenceOf(finding, this.#drafter.edition);
    const at = evidence && horizonOf(evidence);
    if (!evidence || !at || (at.latest.length === 0 && !evidence.pool)) return undefined;
    return { evidence, at, facts: new EvidenceFacts(evidence, at, finding, this.#drafter) };
  }

  #values(told: Told, called: string): Record<string, string> {
    const { at, facts } = told;
    return {
      ...this.#common(told),
      ...this.#rates(at, facts),
      hits: this.#recorder.mark(
        facts.number("hits", at.hits, "count", 0, at.hits < SPELLED_BELOW ? "spelled" : "plain"),
      ),
      since: this.#recorder.mark(facts.since()),
      case: called,
    };
  }

  #common({ evidence, at, facts }: Told): Record<string, string> {
    const { horizon, episodes } = at;
    const { ways } = this.#words;
    const { catalogue } = this.#drafter.edition.view;
    const nouns = nounsOf(this.#words, catalogue.series.get(evidence.series)!.calendar);
    return {
      target: this.#nameOf(evidence, facts),
      way: ways[evidence.direction],
      period: nouns.one,
      periods: nouns.many,
      span: this.#counted(facts, "horizon", horizon, nouns),
      episodes: this.#counted(facts, "episodes", episodes, this.#words.episodes),
    };
  }

  #rates({ rates }: HorizonEvidence, facts: EvidenceFacts): Record<string, string> {
    if (!rates) return {};
    const mark = (name: string, value: number): string =>
      this.#recorder.mark(facts.rate(name, value));
    const { hitRate, baseRate } = rates;
    return {
      rate: mark("hitRate", hitRate.value),
      low: mark("hitRateLow", hitRate.low),
      high: mark("hitRateHigh", hitRate.high),
      base: mark("baseRate", baseRate),
    };
  }

  #counted(
    facts: EvidenceFacts,
    name: string,
    value: number,
    { one, many }: { readonly one: string; readonly many: string },
  ): string {
    const form = value < SPELLED_BELOW ? "spelled" : "plain";
    const figure = this.#recorder.mark(facts.number(name, value, "count", 0, form));
    return `${figure} ${value === 1 ? one : many}`;
  }

  /** The subject where its price or level is the target, else the title of the series. */
  #nameOf({ target, series, pool }: Evidence, facts: EvidenceFacts): string {
    const { kinds, subjects, series: declared } = this.#drafter.edition.view.catalogue;
    if (pool) {
      const { named, other, counted } = this.#words.pooled;
      const mark = (name: string, value: number): string =>
        this.#recorder.mark(facts.number(name, value, "count", 0, "plain"));
      return fill(counted, {
        one: wordFor(pool.kind, named, kinds) ?? other,
        read: mark("read", pool.series.length),
        size: mark("size", pool.size),
      });
    }
    const subject = subjects.get(target)!;
    const isItself = /\.(?:close|adjusted|level)$/.test(series);
    if (!isItself) return escapeMarkdown(declared.get(series)!.title);
    const { article } = subject;
    const itself = article === undefined ? "{name}" : `${article} {name}`;
    const named = wordFor(subject.kind, this.#words.named, kinds) ?? itself;
    const { grammar } = this.#drafter.language;
    return grammar.cases.has(named)
      ? escapeMarkdown(grammar.inflect(subject.name, named, subject.gender))
      : fill(named, { name: escapeMarkdown(subject.name) });
  }
}

/** A narrative that holds, with what its names stand for. */
type Ruled = Pick<Finding, "narrative" | "bound">;

/** A record at one horizon, with what prints its figures. */
interface Told {
  readonly evidence: Evidence;
  readonly at: HorizonEvidence;
  readonly facts: EvidenceFacts;
}

const YEAR = 365;

/** In running text a week ahead is the nearest that says more than the next day does. */
const NEAR = 5;

/** The horizon with a tendency, else the first of some days with a rate; none for a rule that holds on most days. */
function horizonOf({ horizons, share }: Evidence): HorizonEvidence | undefined {
  if (share > EVERYDAY) return undefined;
  const rated = horizons.filter(({ rates }) => rates);
  const some = rated.length > 0 ? rated : horizons.filter(({ episodes }) => episodes > 0);
  return (
    some.find(({ verdict }) => verdict === "tendency") ??
    some.find(({ horizon }) => horizon >= NEAR) ??
    some[0]
  );
}

/**
 * Whether a case of a record begins with a finding. A record of several subjects does not know the spells of each: there it is one that the
 * edition before had not found.
 */
function begins({ isAgain }: Pick<Finding, "isAgain">, { evidence, at }: Told): boolean {
  return evidence.pool ? !isAgain : at.spell.isNew;
}

/** What a record says: a tendency, or cases that are few in a year or more; undefined where it says nothing. */
function saidOf({ at: { verdict, latest }, evidence: { from, to } }: Told): Said | undefined {
  if (verdict === "tendency") return "tendency";
  const isFew = verdict === "few" && latest.length >= LEAST_CASES && daysBetween(from, to) >= YEAR;
  return isFew ? "few" : undefined;
}

function isMore({ rates }: HorizonEvidence): boolean {
  return rates !== undefined && rates.difference.value >= 0;
}
