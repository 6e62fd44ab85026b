import { sentencesOf } from "../../base/sentences.ts";
import type { PlannedSection } from "../plan/plan.ts";

/** A section with its paragraphs. */
export interface WrittenSection {
  readonly section: Pick<PlannedSection, "title" | "isSmall">;
  readonly paragraphs: readonly string[];
}

/**
 * The sections that have a paragraph, each below its title; of those that are small, the ones with a single sentence stand together below the
 * title for that, behind all small ones.
 * @param elsewhere that title; undefined where every section keeps its own.
 */
export function titled(
  sections: readonly WrittenSection[],
  elsewhere: string | undefined,
): string[] {
  const isLone = ({ section, paragraphs }: WrittenSection): boolean =>
    elsewhere !== undefined && section.isSmall && sentencesOf(paragraphs.join(" ")).length === 1;
  const written = sections.filter(({ paragraphs }) => paragraphs.length > 0);
  const lone = written.filter(isLone);
  const together =
    lone.length > 0 ? [`## ${elsewhere}`, ...lone.flatMap(({ paragraphs }) => paragraphs)] : [];
  const lastSmall = written.findLast(({ section }) => section.isSmall);
  return written.flatMap((each) => [
    ...(isLone(each) ? [] : [`## ${each.section.title}`, ...each.paragraphs]),
    ...(each === lastSmall ? together : []),
  ]);
}
