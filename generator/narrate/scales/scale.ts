import type { Code } from "../../base/codes.ts";
import { basename } from "node:path";
import { z } from "zod";
import { collected, mistake, type Problem } from "../../base/problem.ts";
import { suggestion } from "../../base/nearest.ts";
import { wordFor, type Kinds } from "../../publication/kinds.ts";
import type { World } from "../../world/world.ts";
import { loadYaml, type Loaded } from "../../base/yaml.ts";
import { layersOf, type LayeredFile } from "../../publication/layers.ts";

const words = z.array(z.string().trim().min(1)).min(1, "expected a word or more");

/** A cut point; `.inf` for an open end. */
const bound = z.union([z.number(), z.literal(Infinity), z.literal(-Infinity)]);

const bandSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, "expected lower-case letters, digits and hyphens"),
  /** Lower bound, included. */
  from: bound,
  /** Upper bound, excluded save in the last band. */
  to: bound,
  /** How a value in the band is called. */
  words: words.optional(),
  /** Verbs or adverbs for a move of this size upwards and downwards. */
  up: words.optional(),
  down: words.optional(),
  /** Changes in per cent that the band's verbs fit, `[from, to)`: beside another, the verbs of the nearest band that fits stand. */
  percent: z.tuple([bound, bound]).optional(),
});

const scaleSchema = z.strictObject({
  id: z.string().min(1),
  title: z.string().trim().min(1),
  /** Printed on the methodology page. */
  definition: z.string().trim().min(1),
  /** Unit of the cut points as printed. */
  unit: z.enum([
    "points",
    "percentage points",
    "percent",
    "percentile",
    "z",
    "times",
    "correlation",
    "count",
  ]),
  /** Lowest and highest value; `-.inf` and `.inf` for an open end. */
  range: z.tuple([bound, bound]),
  bands: z.array(bandSchema).min(1),
  /** For a move that prints as zero; the last of them where the day was not `calm`. */
  flat: words.optional(),
  /**
   * Signals of the subject that moved, such as `volume.ratio30`, and what they stay below on a calm day. On another the last verb of the
   * least band stands, whatever the close was: one that does not call the move small.
   */
  calm: z
    .record(
      z.string().regex(/^\w+\.\w+$/, 'expected a signal, such as "volume.ratio30"'),
      z.number(),
    )
    .optional(),
  /** Scales of changes in per cent whose verbs stand in its place for subjects of these kinds, which move less than others or more. */
  instead: z.record(z.string(), z.string()).optional(),
});

export type Band = z.infer<typeof bandSchema>;

/** Ordered bands that turn a number into a word. */
export type Scale = z.infer<typeof scaleSchema>;

/** The band that holds a value; a scale of sizes, which begins at zero, takes a negative value by its size. */
export function bandOf(scale: Scale, value: number): Band {
  return scale.bands[placeOf(scale, value)]!;
}

/** The band whose verbs fit a value and, as a reader sees no deviations, the change in per cent that stands beside them. */
export function bandFor(scale: Scale, value: number, percent: number): Band {
  const size = Math.abs(percent);
  let at = placeOf(scale, value);
  while (at > 0 && size < (scale.bands[at]!.percent?.[0] ?? 0)) at--;
  while (at < scale.bands.length - 1 && size >= (scale.bands[at]!.percent?.[1] ?? Infinity)) at++;
  return scale.bands[at]!;
}

function placeOf({ range: [low, high], bands }: Scale, value: number): number {
  const clamped = Math.min(Math.max(low === 0 ? Math.abs(value) : value, low), high);
  const found = bands.findIndex((band) => clamped < band.to);
  return found < 0 ? bands.length - 1 : found;
}

const FOLDER = "templates/scales";

/**
 * Reads every scale under `templates/scales`.
 * @throws Failure (2) naming each gap, overlap or other mistake of every file with its place.
 */
export function loadScales(world: World, home: string): Map<string, Scale> {
  const layers = layersOf(world, home);
  const scales = new Map<string, Scale>();
  const problems: Problem[] = [];
  for (const name of layers.list(FOLDER).filter((each) => each.endsWith(".yaml"))) {
    const scale = collected(problems, () =>
      readScale(layers.open(`${FOLDER}/${name}`), basename(name, ".yaml")),
    );
    if (scale) scales.set(scale.id, scale);
  }
  if (problems.length > 0) throw mistake(problems);
  return scales;
}

/** Kinds and scales of `instead` that there are not, and scales there that are not of changes in per cent. */
export function problemsOfInstead(scales: ReadonlyMap<string, Scale>, kinds: Kinds): Problem[] {
  return [...scales.values()].flatMap(({ id, instead = {} }) =>
    Object.entries(instead).flatMap(([kind, other]): Problem[] => {
      const report = (message: string, advice?: string): Problem => ({
        code: "unknown-scale",
        file: `${FOLDER}/${id}.yaml`,
        message: `instead.${kind}: ${message}`,
        ...(advice ? { advice } : {}),
      });
      if (!kinds.has(kind))
        return [report(`There is no kind "${kind}".`, suggestion(kind, kinds.keys()))];
      const scale = scales.get(other);
      if (!scale)
        return [report(`There is no scale "${other}".`, suggestion(other, scales.keys()))];
      if (other === id || scale.unit === "percent") return [];
      return [report(`"${other}" is counted in ${scale.unit}; expected percent.`)];
    }),
  );
}

/** Signals of `calm` that nothing has. */
export function problemsOfCalm(
  scales: ReadonlyMap<string, Scale>,
  quantities: ReadonlyMap<string, unknown>,
  signals: ReadonlyMap<string, unknown>,
): Problem[] {
  return [...scales.values()].flatMap(({ id, calm = {} }) =>
    Object.keys(calm).flatMap((path): Problem[] => {
      const [quantity = "", name = ""] = path.split(".");
      const [given, known] = quantities.has(quantity) ? [name, signals] : [quantity, quantities];
      if (known.has(given)) return [];
      return [
        {
          code: "unknown-signal",
          file: `${FOLDER}/${id}.yaml`,
          message: `calm: there is no "${given}" for "${path}".`,
          advice: suggestion(given, known.keys()),
        },
      ];
    }),
  );
}

/** A move, and whether its day was calm. */
export interface Move {
  readonly by: number;
  /** The change in per cent that a reader sees. */
  readonly percent: number;
  /** What kind of subject moved. */
  readonly kind: string | undefined;
  readonly isCalm: boolean;
}

/** The verbs for a move: of the scale, or of what stands in its place for the kind of subject that moved; for a day that was not calm none that calls it small. */
export function verbsFor(
  scale: Scale,
  { by, percent, kind, isCalm }: Move,
  scales: ReadonlyMap<string, Scale>,
  kinds: Kinds,
): Pick<Band, "id" | "up" | "down"> {
  const other = kind === undefined ? undefined : wordFor(kind, scale.instead ?? {}, kinds);
  const stands = (other === undefined ? undefined : scales.get(other)) ?? scale;
  const band =
    stands === scale ? bandFor(scale, Math.abs(by), percent) : bandOf(stands, Math.abs(percent));
  if (isCalm || band !== stands.bands[0]) return band;
  const { id, up, down } = band;
  return { id, ...(up && { up: up.slice(-1) }), ...(down && { down: down.slice(-1) }) };
}

function readScale({ text, file }: LayeredFile, name: string): Scale {
  const loaded = loadYaml(text, scaleSchema, { file });
  const problems = problemsOf(loaded, file, name);
  if (problems.length > 0) throw mistake(problems);
  return loaded.value;
}

function problemsOf({ value: scale, place }: Loaded<Scale>, file: string, name: string): Problem[] {
  const problems: Problem[] = [];
  const report = (path: readonly PropertyKey[], code: Code, message: string): void => {
    problems.push({ code, ...place(path), message });
  };
  if (scale.id !== name) {
    report(
      ["id"],
      "scale-id",
      `The scale is called "${scale.id}", its file "${name}"; expected the same name.`,
    );
  }
  const ids = new Set<string>();
  let reached = scale.range[0];
  for (const [index, band] of scale.bands.entries()) {
    if (ids.has(band.id))
      report(["bands", index, "id"], "repeated-band", `The band "${band.id}" stands twice.`);
    ids.add(band.id);
    if (band.to <= band.from) {
      report(
        ["bands", index, "to"],
        "scale-order",
        `The band "${band.id}" ends at ${band.to}, which is not above its start ${band.from}.`,
      );
    }
    if (band.from > reached) {
      report(
        ["bands", index, "from"],
        "scale-gap",
        `Nothing covers ${reached} to ${band.from}: the band "${band.id}" must start at ${reached}.`,
      );
    } else if (band.from < reached) {
      report(
        ["bands", index, "from"],
        "scale-overlap",
        `The band "${band.id}" starts at ${band.from}, inside the band before it, which ends at ${reached}.`,
      );
    }
    reached = band.to;
  }
  if (reached !== scale.range[1]) {
    report(
      ["bands", scale.bands.length - 1, "to"],
      reached < scale.range[1] ? "scale-gap" : "scale-overlap",
      `The last band ends at ${reached}; expected the end of the range, ${scale.range[1]}.`,
    );
  }
  return problems;
}
