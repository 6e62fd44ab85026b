/** A family of figures, as Prometheus reads them. */
export interface Family {
  readonly help: string;
  readonly type: string;
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const LABEL = String.raw`[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\n"])*"`;
const META = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`);
const SAMPLE = new RegExp(`^(${NAME})(?:\\{((?:${LABEL},?)*)\\})? (\\S+)$`);

/** What a family of a type may call its samples beside its own name. */
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  counter: [""],
  gauge: [""],
  histogram: ["_bucket", "_sum", "_count"],
  summary: ["", "_sum", "_count"],
};

/**
 * Reads the text format, version 0.0.4, and takes nothing that it does not allow: https://prometheus.io/docs/instrumenting/exposition_formats/
 * Each family has a help line and a type before its samples, which stand together.
 */
export function parseFigures(text: string): Map<string, Family> {
  if (!text.endsWith("\n")) throw new Error("The last line does not end.");
  const families = new Map<string, { help: string; type: string; samples: Sample[] }>();
  let last: string | undefined;
  for (const line of text.split("\n").filter((each) => each !== "")) {
    const [, kind, name = "", said = ""] = META.exec(line) ?? [];
    if (kind === "HELP") {
      if (families.has(name)) throw new Error(`${name} comes twice.`);
      families.set(name, { help: said, type: "", samples: [] });
      last = name;
    } else if (kind === "TYPE") {
      const family = families.get(name);
      if (!family || name !== last || family.samples.length > 0 || !(said in SUFFIXES))
        throw new Error(`A type where none may stand: ${line}`);
      family.type = said;
    } else addSample(line, last === undefined ? undefined : families.get(last), last);
  }
  for (const [name, { type, samples }] of families) {
    if (type === "") throw new Error(`${name} has no type.`);
    if (type === "histogram") holdBuckets(name, samples);
  }
  return families;
}

function addSample(
  line: string,
  family: { type: string; samples: Sample[] } | undefined,
  of = "",
): void {
  const [, name = "", labels = "", shown = ""] = SAMPLE.exec(line) ?? [];
  const isOfFamily = SUFFIXES[family?.type ?? ""]?.some((suffix) => name === of + suffix);
  const value = shown === "+Inf" ? Infinity : Number(shown || "none");
  if (!family || !isOfFamily || Number.isNaN(value)) throw new Error(`No sample of ${of}: ${line}`);
  const pairs = [...labels.matchAll(new RegExp(LABEL, "g"))].map(([pair]) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at), pair.slice(at + 2, -1)] as const;
  });
  family.samples.push({ name, labels: Object.fromEntries(pairs), value });
}

/** Buckets grow up to that of all, which is the count. */
function holdBuckets(name: string, samples: readonly Sample[]): void {
  const keyOf = ({ labels }: Sample): string =>
    JSON.stringify(Object.entries(labels).filter(([label]) => label !== "le"));
  for (const of of Map.groupBy(samples, keyOf).values()) {
    const buckets = of.filter((each) => each.name === `${name}_bucket`);
    const counts = buckets.map(({ value }) => value);
    const count = of.find((each) => each.name === `${name}_count`)?.value;
    const isGrowing = counts.every((each, at) => at === 0 || each >= counts[at - 1]!);
    const isWhole = buckets.at(-1)?.labels["le"] === "+Inf" && counts.at(-1) === count;
    if (!isGrowing || !isWhole) throw new Error(`The buckets of ${name} do not add up.`);
  }
}
