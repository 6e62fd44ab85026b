import { slug } from "../../base/slug.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import { isOf } from "../../publication/kinds.ts";
import type { AsOfView } from "../../store/asof.ts";
import type { BoundNames } from "../../narrate/bindable/bindable.ts";
import { bindingsOf } from "../../narrate/rules/evaluate.ts";
import type { Finding } from "../../narrate/narrate.ts";
import type { Story } from "./story.ts";

/** What one article of a story is about: its names, its file's name, and which subjects it is about. */
export interface Cast {
  readonly bound: BoundNames;
  readonly slug: string;
  /** The ids of the subjects it is about; none where it is about the whole edition. */
  readonly subjects: readonly string[];
}

/** Every article that a story may give in an edition: one for each of what its names may stand for. */
export function castsOf(story: Story, view: AsOfView): Cast[] {
  const many = [...story.bindings].flatMap(([name, { isMany }]) => (isMany ? [name] : []));
  return bindingsOf(story.bindings, view).map((bound) => {
    return {
      bound,
      subjects: many.flatMap((name) => bound.get(name)?.subjects ?? []),
      slug: many.reduce(
        (made, name) => made.replaceAll(`{${name}}`, slug(bound.get(name)?.name ?? "")),
        story.slug ?? story.id,
      ),
    };
  });
}

/** The name of a narrative for what it tells for comparison alone: a finding is about its other names. */
const COMPARED = "beside";

/** Tells the findings that concern an article: those about every one of its subjects, in the order given. */
export function concerning(findings: readonly Finding[]): (cast: Cast) => readonly Finding[] {
  const bySubject = new Map<string, Finding[]>();
  for (const finding of findings) {
    const about = [...finding.bound].filter(([name]) => name !== COMPARED);
    for (const id of new Set(about.flatMap(([, { subjects }]) => subjects))) {
      const others = bySubject.get(id);
      if (others) others.push(finding);
      else bySubject.set(id, [finding]);
    }
  }
  return ({ subjects }) => {
    const [first, ...others] = subjects.map((id) => bySubject.get(id) ?? []);
    if (!first) return findings;
    return first.filter((finding) => others.every((each) => each.includes(finding)));
  };
}

/** The findings that are about subjects of these kinds, or these subjects, alone; all where nothing limits them. */
export function limited(
  findings: readonly Finding[],
  only: readonly string[] | undefined,
  catalogue: Catalogue,
): readonly Finding[] {
  if (only === undefined) return findings;
  const isMeant = isAmongKinds(only, catalogue);
  return findings.filter(({ bound }) =>
    [...bound.values()].every((each) => each.subjects.every(isMeant)),
  );
}

/** Tells whether what a finding is about first of all is of these kinds, or one of these subjects; any where nothing limits it. */
export function mainIsOf(
  only: readonly string[] | undefined,
  catalogue: Catalogue,
): (finding: Finding) => boolean {
  if (only === undefined) return () => true;
  const isMeant = isAmongKinds(only, catalogue);
  return ({ bound }) => bound.values().next().value?.subjects.every(isMeant) === true;
}

function isAmongKinds(
  only: readonly string[],
  { kinds, subjects }: Catalogue,
): (id: string) => boolean {
  return (id) => {
    const kind = subjects.get(id)?.kind ?? "";
    return only.some((word) => word === id || isOf(kind, word, kinds));
  };
}
