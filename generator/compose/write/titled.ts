import { sentencesOf } from "../../base/sentences.ts";
import type { PlannedSection } from "../plan/plan.ts";

/** A section with its paragraphs. */
export interface WrittenSection {
  readonly section: Pick<PlannedSection, "title" | "isSmall">;
  readonly paragraphs: readonly string[];
}

/**
 * The sections that have a paragraph, each below its title; of those that are small, the ones with a single sentence stand together below the
 * title for that, behind all small ones. Where there is a single one of these, the small section before it gives up its title too, so that
 * no title has one sentence below it.
 * @param elsewhere that title; undefined where every section keeps its own.
 */
export function titled(
  sections: readonly WrittenSection[],
  elsewhere: string | undefined,
): string[] {
  const hasOne = ({ section, paragraphs }: WrittenSection): boolean =>
    elsewhere !== undefined && section.isSmall && sentencesOf(paragraphs.join(" ")).length === 1;
  const written = sections.filter(({ paragraphs }) => paragraphs.length > 0);
  const single = written.filter(hasOne);
  const small = written.filter(({ section }) => section.isSmall);
  const beside = single.length === 1 ? small.filter((each) => !hasOne(each)).slice(-1) : [];
  const lone = written.filter((each) => single.includes(each) || beside.includes(each));
  const together =
    lone.length > 0 ? [`## ${elsewhere}`, ...lone.flatMap(({ paragraphs }) => paragraphs)] : [];
  const lastSmall = small.at(-1);
  return written.flatMap((each) => [
    ...(lone.includes(each) ? [] : [`## ${each.section.title}`, ...each.paragraphs]),
    ...(each === lastSmall ? together : []),
  ]);
}
