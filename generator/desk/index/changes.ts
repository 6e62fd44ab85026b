import { capitalised } from "../../base/text.ts";
import { changedFigures } from "../../articles/corrections.ts";
import type { Fact, FactsFile } from "../../articles/facts.ts";
import type { Scale } from "../../narrate/scales/scale.ts";
import type { Catalogue } from "../../publication/catalogue.ts";

/** What is new in an article against the one before it of its story. */
export interface Changes {
  /** Narratives that the one before did not tell, in words. */
  readonly fresh: readonly string[];
  /** How many it told that this one does not. */
  readonly gone: number;
  /** Values that read otherwise, the first of the text first. */
  readonly values: readonly { readonly name: string; readonly is: string; readonly was: string }[];
}

type Found = FactsFile["findings"][number];

function keyOf({ narrative, bindings }: Found): string {
  return [narrative, ...Object.values(bindings)].join(" ");
}

/** @param before undefined for the first of its story. */
export function changesOf(
  { subjects, series }: Catalogue,
  facts: FactsFile,
  before: FactsFile,
): Changes {
  const told = new Set(before.findings.map(keyOf));
  const tells = new Set(facts.findings.map(keyOf));
  const values = changedFigures(before, facts).flatMap(({ fact, is, was }) => {
    const [subject = "", quantity = "", signal] = fact.ref.split(".");
    const title = series.get(`${subject}.${quantity}`)?.title;
    return signal === "last" && title !== undefined ? [{ name: title, is, was }] : [];
  });
  return {
    fresh: facts.findings
      .filter((each) => !told.has(keyOf(each)))
      .map(({ narrative, bindings }) => {
        const about = Object.values(bindings).flatMap((id) => subjects.get(id)?.name ?? []);
        const words = narrative.slice(narrative.indexOf("/") + 1).replaceAll("-", " ");
        return about.length === 0 ? words : `${words} (${about.join(", ")})`;
      }),
    gone: before.findings.filter((each) => !tells.has(keyOf(each))).length,
    values,
  };
}

const MOST_FRESH = 3;
const MOST_VALUES = 2;

/** The changes in one line. */
export function changesLine({ fresh, gone, values }: Changes): string {
  const more = fresh.length - MOST_FRESH;
  const parts = [
    fresh.length > 0 &&
      `new: ${fresh.slice(0, MOST_FRESH).join("; ")}${more > 0 ? ` and ${more} more` : ""}`,
    gone > 0 && `${gone} finding${gone === 1 ? "" : "s"} no longer told`,
    ...values.slice(0, MOST_VALUES).map(({ name, is, was }) => `${name} ${is}, was ${was}`),
  ].filter((part) => part !== false);
  if (parts.length === 0) return "Tells the same as the one before.";
  const line = parts.join(". ");
  return `${capitalised(line)}.`;
}

function sizeOf({ value }: Fact): number {
  return Math.abs(Number(value));
}

/** The largest change of a day that an article prints, where the scale of moves calls it large. */
export function largeMove({ facts }: FactsFile, move: Scale | undefined): Fact | undefined {
  const [least = Number.POSITIVE_INFINITY] = move?.bands.at(-2)?.percent ?? [];
  return facts
    .filter((fact) => fact.ref.endsWith(".change1") && fact.unit === "percent")
    .filter((fact) => sizeOf(fact) >= least)
    .toSorted((a, b) => sizeOf(b) - sizeOf(a))[0];
}
