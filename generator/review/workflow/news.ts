import { dirname, join } from "node:path";
import { changedFigures } from "../../articles/corrections.ts";
import type { Fact, FactsFile } from "../../articles/facts.ts";
import { factsPath, readFacts, slugOf, type OnDisk } from "../../articles/on-disk.ts";
import type { Day } from "../../base/day.ts";
import type { World } from "../../world/world.ts";

/** What is new in an article, against those of the same name before it. */
export interface News {
  /** The greatest of its findings. */
  readonly salience: number;
  /** The largest move over a day that it prints, as printed, such as "6.4%". */
  readonly move?: string;
  /** Narratives that none of the seven editions before has told in it. */
  readonly isNew: readonly string[];
  /** What is another than in the edition before, in one line; undefined where there was none. */
  readonly changed?: string;
}

/** So many editions before one are looked at. */
const LOOKED_BACK = 7;

/** So many figures are told that read otherwise. */
const TOLD = 3;

/** @param days of the editions before, earliest first. */
export function newsOf(
  world: World,
  home: string,
  { file, facts }: OnDisk,
  days: readonly Day[],
): News {
  const before = days
    .slice(-LOOKED_BACK)
    .map((day) => join(dirname(dirname(file)), day, `${slugOf(file)}.md`))
    .filter((path) => world.files.exists(join(home, factsPath(path))))
    .map((path) => readFacts(world, home, path));
  const told = new Set(before.flatMap(narrativesOf));
  const last = before.at(-1);
  const move = largestMove(facts);
  return {
    salience: Math.max(0, ...facts.findings.map(({ salience }) => salience)),
    ...(move && { move: move.text }),
    isNew: last ? narrativesOf(facts).filter((each) => !told.has(each)) : [],
    ...(last && { changed: changeOf(last, facts) }),
  };
}

function narrativesOf({ findings }: FactsFile): string[] {
  return [...new Set(findings.map(({ narrative }) => narrative))];
}

function largestMove({ facts }: FactsFile): Fact | undefined {
  return facts
    .filter(({ ref, unit }) => unit === "percent" && ref.endsWith(".change1"))
    .toSorted((a, b) => Math.abs(Number(b.value)) - Math.abs(Number(a.value)))[0];
}

function changeOf(before: FactsFile, after: FactsFile): string {
  const [was, is] = [narrativesOf(before), narrativesOf(after)];
  const came = is.filter((each) => !was.includes(each));
  const went = was.filter((each) => !is.includes(each));
  const figures = changedFigures(before, after)
    .filter(({ fact }) => fact.unit !== "date")
    .slice(0, TOLD)
    .map(({ fact, was, is }) => `${fact.subjects.join(" and ") || fact.ref} ${is}, was ${was}`);
  const parts = [
    ...figures,
    ...(came.length > 0 ? [`new: ${came.join(", ")}`] : []),
    ...(went.length > 0 ? [`gone: ${went.join(", ")}`] : []),
  ];
  return parts.join("; ") || "the same figures and findings";
}
