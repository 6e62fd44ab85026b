import { mistake } from "../../base/problem.ts";
import { bandOf, type Scale } from "../scales/scale.ts";
import type { Verdict } from "./evidence.ts";

/** The scales that decide what a record amounts to, with the bands that each must have. */
const SCALES = {
  sample: ["none", "few", "small", "enough"],
  tendency: ["tendency", "no-difference"],
} as const;

/** Ids of the scales that the program itself reads. */
export const JUDGING_SCALES: readonly string[] = Object.keys(SCALES);

/** How records are judged: by the size of their sample, and by how often so great a difference is a false discovery. */
export interface Judge {
  /** Whether so many episodes give a rate. */
  hasRate(episodes: number): boolean;
  /** @param adjustedP 0 to 1; undefined where there is no rate. */
  verdict(episodes: number, adjustedP: number | undefined): Verdict;
}

/** @throws Failure (2) where a scale or a band of it is missing. */
export function judgeBy(scales: ReadonlyMap<string, Scale>): Judge {
  const sample = scaleNamed("sample", scales);
  const tendency = scaleNamed("tendency", scales);
  const sizeOf = (episodes: number): string => bandOf(sample, episodes).id;
  const hasRate = (episodes: number): boolean => ["small", "enough"].includes(sizeOf(episodes));
  return {
    hasRate,
    verdict(episodes, adjustedP = 1) {
      const size = sizeOf(episodes);
      return (size === "enough" ? bandOf(tendency, adjustedP * 100).id : size) as Verdict;
    },
  };
}

function scaleNamed(id: keyof typeof SCALES, scales: ReadonlyMap<string, Scale>): Scale {
  const scale = scales.get(id);
  const expected: readonly string[] = SCALES[id];
  const found = scale?.bands.map((band) => band.id) ?? [];
  if (scale && found.length === expected.length && expected.every((each) => found.includes(each)))
    return scale;
  throw mistake({
    code: "evidence-scale",
    file: `templates/scales/${id}.yaml`,
    message: scale
      ? `The scale has the bands ${found.join(", ")}; evidence is judged by ${expected.join(", ")}.`
      : `There is no scale "${id}", by which evidence is judged.`,
    advice: "Move the cut points as you like, and keep the bands' names.",
  });
}
