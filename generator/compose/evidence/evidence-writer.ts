import type { Evidence, HorizonEvidence, Rates } from "../../narrate/evidence/evidence.ts";
import { evidenceOf } from "../../narrate/evidence/evidence-of.ts";
import type { Finding } from "../../narrate/narrate.ts";
import type { Drafter } from "../print/drafting.ts";
import { escapeMarkdown, fill } from "../../base/text.ts";
import { wordFor } from "../../publication/kinds.ts";
import { EvidenceFacts } from "./evidence-facts.ts";
import { nounsOf, type EvidenceWords } from "./evidence-words.ts";
import type { FactDraft, Recorder } from "../print/recorder.ts";
import { choose, choosePair } from "../plan/rotation.ts";

/** A rule that holds on more of its periods than this says something every day: what follows it is what follows any day. */
const EVERYDAY = 0.5;

/** In running text smaller whole numbers are words. */
const SPELLED_BELOW = 10;

type Said = keyof EvidenceWords["sentences"];

/** Says what the rules of an article were worth before: a sentence after a reading, and lines for "sources and methods". */
export class EvidenceWriter {
  readonly #drafter: Drafter;
  readonly #recorder: Recorder;
  readonly #words: EvidenceWords;
  readonly #voice: number;
  readonly #records: string[] = [];

  /** @param voice number of the article among those of the day: they take different sentences. */
  constructor(drafter: Drafter, recorder: Recorder, voice: number) {
    this.#drafter = drafter;
    this.#recorder = recorder;
    this.#words = drafter.language.evidence;
    this.#voice = voice;
  }

  /** One sentence on the record of a finding's rule, figures marked; undefined where there is no record to speak of. */
  sentence(finding: Finding): string | undefined {
    const evidence = evidenceOf(finding, this.#drafter.edition);
    const at = evidence && this.#horizon(evidence, finding.key);
    if (!evidence || !at) return undefined;
    const facts = new EvidenceFacts(evidence, at, finding, this.#drafter);
    const said = saidOf(at);
    const [opening, body] = choosePair(
      this.#words.openings,
      this.#words.sentences[said],
      this.#drafter.edition.day,
      this.#voice,
      this.#records.length,
    );
    const common = this.#common(evidence, at, facts);
    this.#records.push(this.#record(evidence, at, facts, common));
    const year = this.#recorder.mark(facts.year());
    return fill(opening, { year }) + fill(body, { ...common, ...this.#rates(at, facts) });
  }

  /** How the records were made, and each record that a sentence spoke of; nothing where none did. */
  lines(): string[] {
    const { edition } = this.#drafter;
    if (this.#records.length === 0 || !edition.evidence) return [];
    const mark = (draft: FactDraft): string => this.#recorder.mark(draft);
    const { tests } = edition.evidence;
    const method = fill(this.#words.method, {
      cutoff: mark(this.#drafter.ofEdition("cutoff")),
      confidence: mark(this.#drafter.parameterOf("evidence", "confidence", 95, "plain")),
      tests: mark(this.#drafter.constant(tests, "count", 0, "plain", "evidence:tests")),
    });
    return [method, ...this.#records];
  }

  /** The horizon that the day's turn gives, among those with a rate, or among those with any outcome where none has. */
  #horizon({ horizons, share }: Evidence, key: string): HorizonEvidence | undefined {
    if (share > EVERYDAY) return undefined;
    const rated = horizons.filter(({ rates }) => rates);
    const some = rated.length > 0 ? rated : horizons.filter(({ episodes }) => episodes > 0);
    return some.length === 0 ? undefined : choose(some, this.#drafter.edition.day, key);
  }

  #common(
    evidence: Evidence,
    { horizon, episodes }: HorizonEvidence,
    facts: EvidenceFacts,
  ): Record<string, string> {
    const { ways } = this.#words;
    const { catalogue } = this.#drafter.edition.view;
    const nouns = nounsOf(this.#words, catalogue.series.get(evidence.series)!);
    return {
      target: this.#nameOf(evidence),
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

  #record(
    evidence: Evidence,
    { rates }: HorizonEvidence,
    facts: EvidenceFacts,
    common: Record<string, string>,
  ): string {
    const mark = (draft: FactDraft): string => this.#recorder.mark(draft);
    const known = {
      ...common,
      rule: escapeMarkdown(evidence.narrative),
      from: mark(facts.day("from", evidence.from)),
      to: mark(facts.day("to", evidence.to)),
    };
    if (!rates) return fill(this.#words.shortRecord, known);
    const { difference, median, lowerQuartile, upperQuartile } = rates;
    const points = (name: string, value: number): string =>
      this.#withUnit(facts.number(name, value, "percentage points", 1, "signed"));
    const bare = (name: string, value: number): string =>
      mark(facts.number(name, value, "percentage points", 1, "signed"));
    return fill(this.#words.record, {
      ...known,
      difference: points("difference", difference.value),
      low: bare("differenceLow", difference.low),
      high: bare("differenceHigh", difference.high),
      median: this.#withUnit(facts.move("median", median)),
      lower: this.#withUnit(facts.move("lowerQuartile", lowerQuartile)),
      upper: this.#withUnit(facts.move("upperQuartile", upperQuartile)),
    });
  }

  #withUnit(draft: FactDraft): string {
    const unit = this.#words.units[draft.unit];
    const behind =
      unit === undefined ? this.#drafter.language.nounBehind(draft.unit, draft) : ` ${unit}`;
    return this.#recorder.mark(draft) + behind;
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
  #nameOf({ target, series }: Evidence): string {
    const { kinds, subjects, series: declared } = this.#drafter.edition.view.catalogue;
    const subject = subjects.get(target)!;
    const isItself = /\.(?:close|adjusted|level)$/.test(series);
    if (!isItself) return escapeMarkdown(declared.get(series)!.title);
    return fill(wordFor(subject.kind, this.#words.named, kinds) ?? "{name}", {
      name: escapeMarkdown(subject.name),
    });
  }
}

function saidOf({ verdict, rates }: HorizonEvidence): Said {
  if (verdict === "tendency")
    return rates && rates.difference.value < 0 ? "less-often" : "more-often";
  if (verdict === "no-difference" && rates && isApart(rates)) return "uncorrected";
  return verdict === "none" ? "few" : verdict;
}

/** Whether the interval of the hit rate leaves out the rate of all periods. */
function isApart({ hitRate, baseRate }: Rates): boolean {
  return baseRate < hitRate.low || baseRate > hitRate.high;
}
