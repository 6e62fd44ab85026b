import type { Day } from "../../base/day.ts";
import { PAST_CASE } from "../../articles/facts.ts";
import { change } from "../../measure/difference.ts";
import { inputOf, publicOf } from "../../measure/input.ts";
import type { Input } from "../../measure/signal.ts";
import type { Evidence, HorizonEvidence, PastCase } from "../../narrate/evidence/evidence.ts";
import type { Finding } from "../../narrate/narrate.ts";
import { instantText, type Drafter } from "../print/drafting.ts";
import { formatDates, formatNumber, type Form } from "../print/format.ts";
import type { FactDraft } from "../print/recorder.ts";

const PREFIX = "evidence:";

/** What the facts of a rule's record come from, besides the value itself. */
type Behind = Pick<
  FactDraft,
  "subjects" | "day" | "public" | "sources" | "method" | "parameters" | "inputs"
>;

/** Makes facts of one record at one horizon; each names the data of the target and of all that the rule reads. */
export class EvidenceFacts {
  readonly #evidence: Evidence;
  readonly #drafter: Drafter;
  readonly #behind: Behind;
  readonly #horizon: number;
  readonly #ref: string;

  constructor(
    evidence: Evidence,
    at: HorizonEvidence,
    finding: Pick<Finding, "narrative" | "bound">,
    drafter: Drafter,
  ) {
    this.#evidence = evidence;
    this.#drafter = drafter;
    this.#ref = `${PREFIX}${evidence.narrative}|${evidence.subjects.join(",")}.${at.horizon}`;
    this.#horizon = at.horizon;
    this.#behind = behind(evidence, at, finding, drafter);
  }

  /** A number of the record. */
  number(name: string, value: number, unit: string, decimals: number, form: Form): FactDraft {
    const printed = formatNumber(value, unit, decimals, form, this.#drafter.language);
    return {
      ...this.#draft(name, value, unit, printed.text),
      decimals: printed.decimals,
      magnitude: printed.magnitude,
    };
  }

  /** A rate in percent, without decimals. */
  rate(name: string, value: number): FactDraft {
    return this.number(name, value, "percent", 0, "share");
  }

  /** A move of the target, in the unit of its changes. */
  move(name: string, value: number, form: Form): FactDraft {
    const series = this.#drafter.edition.view.catalogue.series.get(this.#evidence.series)!;
    const output = change(name);
    const unit = output.unit(series);
    return this.number(name, value, unit, output.decimals(series), form);
  }

  /** The days of past cases and the target's moves from them to the horizon, each held to the values between. */
  pastCases(cases: readonly PastCase[]): Record<"day" | "move", FactDraft>[] {
    const { edition, language } = this.#drafter;
    const dates = formatDates(
      cases.map(({ day }) => day),
      edition.day,
      language,
    );
    return cases.map((each, at) => this.#pastCase(`case${at + 1}`, each, dates[at]!.text));
  }

  #pastCase(
    name: string,
    { day, until, change: move }: PastCase,
    text: string,
  ): Record<"day" | "move", FactDraft> {
    const printed = this.move(`${name}Move`, move, "size");
    const way = move > 0 ? "up" : "down";
    const direction = isZero(printed) ? "flat" : way;
    const behind = this.#between(day, until);
    return {
      day: { ...this.#draft(`${name}Day`, day, "date", text), ...behind },
      move: { ...printed, direction, ...behind },
    };
  }

  #between(day: Day, until: Day): Partial<Behind> {
    const history = this.#drafter.edition.view.history(this.#evidence.series);
    const [first, last] = [history.days.indexOf(day), history.days.indexOf(until)];
    return {
      day: until,
      public: instantText(history.publics[last]!),
      sources: this.#drafter.sourceIdsOf(this.#evidence.series),
      method: PAST_CASE,
      parameters: { horizon: this.#horizon },
      inputs: [inputOf(history, first, last)],
    };
  }

  /** When the rule could first be evaluated: a year where that was at its beginning, else a month of it. */
  since(): FactDraft {
    const { from } = this.#evidence;
    const [year = "", month] = from.split("-");
    if (month === "01") return this.#draft("year", Number(year), "year", year);
    return this.#draft("since", from, "date", this.#drafter.language.monthAndYear(from));
  }

  #draft(name: string, value: number | string, unit: string, text: string): FactDraft {
    return {
      id: "",
      text,
      value,
      unit,
      decimals: 0,
      magnitude: 1,
      direction: "none",
      origin: "signal",
      ref: `${this.#ref}.${name}`,
      ...this.#behind,
    };
  }
}

/** Whether a fact tells of a rule's record, which depends on every other rule as well through the correction. */
export function isOfRecord({ ref }: Pick<FactDraft, "ref">): boolean {
  return ref.startsWith(PREFIX);
}

function behind(
  evidence: Evidence,
  { horizon, episodes, hits }: HorizonEvidence,
  { narrative, bound }: Pick<Finding, "narrative" | "bound">,
  drafter: Drafter,
): Behind {
  const { view } = drafter.edition;
  const read = narrative.when.reads.flatMap((named) => {
    if (named.kind !== "signal") return [];
    return bound.get(named.binding)?.seriesOf(named.quantity) ?? [];
  });
  const targets = evidence.pool?.series ?? [evidence.series];
  const inputs = [...new Set([...targets, ...(evidence.pool ? [] : read)])].flatMap(
    (series): Input[] => {
      const history = view.history(series);
      return history.days.length === 0 ? [] : [inputOf(history, 0, history.days.length - 1)];
    },
  );
  const published = targets
    .map((series) => view.history(series))
    .map((history) => publicOf({ history, first: 0, last: history.days.length - 1 }))
    .reduce((a, b) => Math.max(a, b), 0);
  return {
    subjects: evidence.pool ? [] : [evidence.target],
    day: evidence.to,
    public: instantText(published),
    sources: [...new Set(inputs.flatMap(({ series }) => drafter.sourceIdsOf(series)))],
    method: "evidence",
    parameters: { horizon, episodes, hits, confidence: 95 },
    inputs,
  };
}

/** Whether a move prints as none. */
function isZero({ text }: FactDraft): boolean {
  return !/[1-9]/.test(text);
}
