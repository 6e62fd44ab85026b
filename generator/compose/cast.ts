import type { AsOfView } from "../gather/asof.ts";
import { bindingsOf, type Bound, type BoundNames } from "../narrate/bound.ts";
import type { Finding } from "../narrate/narrate.ts";
import type { Story } from "./story.ts";

/** What one article of a story is about: its names, its file's name, and which findings concern it. */
export interface Cast {
  readonly bound: BoundNames;
  readonly slug: string;
  /** Tells the articles of an edition apart, so that they do not take the same phrasings. */
  readonly voice: number;
  concerns(finding: Finding): boolean;
}

/** Every article that a story may give in an edition: one for each subject of the kinds it names, else a single one. */
export function castsOf(story: Story, view: AsOfView): Cast[] {
  const kinds = [...story.bindings].flatMap(([name, binding]) =>
    binding.as === "subject" && binding.kind ? [name] : [],
  );
  return bindingsOf(story.bindings, view).map((bound, index) => {
    const subjects = kinds.flatMap((name) => idsOf(bound.get(name)));
    return {
      bound,
      voice: story.order + index,
      slug: kinds.reduce(
        (slug, name) => slug.replaceAll(`{${name}}`, kebab(nameOf(bound.get(name)))),
        story.slug ?? story.id,
      ),
      concerns: (finding) => {
        const named = new Set([...finding.bound.values()].flatMap(idsOf));
        return subjects.every((subject) => named.has(subject));
      },
    };
  });
}

function idsOf(bound: Bound | undefined): string[] {
  if (bound?.as === "subject") return [bound.subject.id];
  return bound?.as === "pair" ? [bound.first.id, bound.second.id] : [];
}

function nameOf(bound: Bound | undefined): string {
  return bound?.as === "subject" ? bound.subject.name : "";
}

/** `S&P 500` as `s-p-500`. */
function kebab(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
