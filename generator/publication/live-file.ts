import { join } from "node:path";
import { z } from "zod";
import { suggestion } from "../base/nearest.ts";
import { mistake } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import { loadYaml, type Loaded } from "../base/yaml.ts";
import { seriesSchema, subjectSchema, type SubjectDeclaration } from "./catalogue.ts";
import { catalogueShape } from "./load-catalogue.ts";

const { live, second, hours, jump, source } = seriesSchema.shape;

/** `live.yaml`: what is added to the catalogue, and where its series are fetched from. */
const liveFileSchema = z.strictObject({
  sources: catalogueShape.sources.default({}),
  subjects: z.array(subjectSchema).default([]),
  series: catalogueShape.series.default([]),
  /** By series id. Another `source` than before replaces the bundled file as well. */
  fetch: z.record(z.string(), z.strictObject({ live, second, hours, jump, source })).default({}),
});

interface RawCatalogue {
  readonly sources: z.output<(typeof catalogueShape)["sources"]>;
  readonly subjects: readonly SubjectDeclaration[];
  readonly series: z.output<(typeof catalogueShape)["series"]>;
}

/**
 * Lays `live.yaml` over a publication's catalogue.
 * @throws Failure (2) with file, line and column; also when the file is missing.
 */
export function withLiveFile<C extends RawCatalogue>(
  world: World,
  home: string,
  base: Loaded<C>,
): Loaded<C> {
  const file = "live.yaml";
  const { value: over, place } = loadYaml(world.files.read(join(home, file)), liveFileSchema, {
    file,
  });
  const series = base.value.series.map((each) => {
    const change = over.fetch[each.id];
    if (change === undefined) return each;
    const { from, ...rest } = each;
    const keepsFile = from !== undefined && (change.source ?? each.source) === each.source;
    return { ...rest, ...(keepsFile ? { from } : {}), ...defined(change) };
  });
  const ids = base.value.series.map(({ id }) => id);
  const unknown = Object.keys(over.fetch).find((id) => !ids.includes(id));
  if (unknown !== undefined) {
    throw mistake({
      code: "unknown-series",
      ...place(["fetch", unknown]),
      message: `The series "${unknown}" is not declared in bellwether.yaml.`,
      advice: suggestion(unknown, ids),
    });
  }
  const { subjects } = base.value;
  return {
    value: {
      ...base.value,
      sources: { ...base.value.sources, ...over.sources },
      subjects: [...subjects, ...over.subjects],
      series: [...series, ...over.series],
    },
    place(path) {
      const [list, index, ...rest] = path;
      const added = list === "series" ? ids.length : subjects.length;
      if ((list === "series" || list === "subjects") && Number(index) >= added)
        return place([list, Number(index) - added, ...rest]);
      const id = list === "series" ? ids[Number(index)] : undefined;
      const isFetched = id !== undefined && over.fetch[id] !== undefined;
      return isFetched && FETCH_KEYS.has(rest[0])
        ? place(["fetch", id, ...rest])
        : base.place(path);
    },
  };
}

const FETCH_KEYS = new Set<PropertyKey | undefined>(["live", "second", "hours", "jump", "source"]);

function defined<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
