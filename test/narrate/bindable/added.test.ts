import { expect, test } from "vitest";
import { meaningOf } from "../../../generator/check/explain/meaning.ts";
import { Drafter } from "../../../generator/compose/print/drafting.ts";
import { ArticlePrinter } from "../../../generator/compose/print/printer.ts";
import { Recorder } from "../../../generator/compose/print/recorder.ts";
import { sourcesSection } from "../../../generator/compose/sources.ts";
import type { Bindable, Binding, Bound } from "../../../generator/narrate/bindable/bindable.ts";
import { narrate } from "../../../generator/narrate/narrate.ts";
import { readNarrative } from "../../../generator/narrate/narrative.ts";
import { bindables as builtIn, ground, scales } from "../../support/bundle.ts";
import { desk, editionOf } from "../../support/edition.ts";
import { problemsOf } from "../../support/problems.ts";

/** A meeting that stands in a calendar: something else to be about than subjects, pairs and claims. */
const MEETING = { id: "fomc", name: "the rate decision", day: "2025-05-07", members: 12 } as const;

const meeting: Bindable = {
  id: "meeting",
  words: () => ["scheduled_meeting"],
  read: (value) => (value === "scheduled_meeting" ? binding : undefined),
  saidBy: (ref) =>
    ref.startsWith("meeting:") ? { reporter: "The Board", medium: "its calendar" } : undefined,
};

const bound: Bound = {
  bindable: meeting,
  id: MEETING.id,
  name: MEETING.name,
  subjects: [],
  seriesOf: () => [],
  outcome: () => undefined,
  value: (name) => MEETING[name as "day"],
  print(name) {
    if (name === "name") return MEETING.name;
    const value = MEETING[name as "day" | "members"];
    const unit = typeof value === "string" ? "date" : "count";
    return {
      value,
      unit,
      decimals: 0,
      form: "spelled",
      origin: "claim",
      ref: `meeting:${MEETING.id}.${name}`,
      subjects: [],
    };
  },
};

const binding: Binding = {
  bindable: meeting,
  key: "scheduled_meeting",
  isMany: true,
  choices: () => [bound],
  resolve: ([head = "", name = ""]) => ({
    kind: name === "members" ? "figure" : "text",
    binding: head,
    name,
  }),
};

const bindables = new Map([...builtIn, [meeting.id, meeting]]);
const edition = editionOf("2025-05-08");

const THREE =
  "{{it.name}} on {{it.day}} by {{it.members}}, {{hedged it.members}} in words\n---\nb\n---\nc";
const SOURCE = `---
id: meetings/decided
for: { it: scheduled_meeting, asset: btc }
when: it.day < edition.date && it.members > 10.0
salience: it.members * 2
stance: neutral
examples:
  - { given: { it.day: "2025-05-07", edition.date: "2025-05-08", it.members: 12 }, holds: true }
  - { given: { it.day: "2025-05-07", edition.date: "2025-05-07", it.members: 12 }, holds: false }
---
${["headline", "summary", "fact", "reading", "risk", "faq: Why?"].map((part) => `# ${part}\n${THREE}`).join("\n")}
`;

test("what somebody adds to the kit is bound, read, printed, traced and named as a source, with no code for it elsewhere", () => {
  const id = "meetings/decided";
  const narrative = readNarrative(SOURCE, `${id}.md`, id, { ...ground, bindables });
  const [finding] = narrate([narrative], edition);
  expect(finding).toMatchObject({ key: "meetings/decided|fomc,btc", salience: 24 });

  const recorder = new Recorder();
  const drafter = new Drafter(edition, desk.language);
  const printer = new ArticlePrinter(drafter, recorder, scales);
  const text = recorder.settle(printer.render(narrative.parts.fact![0]!, finding!.bound)!);
  expect(text).toBe("the rate decision on May 7 by 12, twelve in words");

  const facts = recorder.facts();
  expect(facts.map(({ ref }) => ref)).toEqual([
    "meeting:fomc.day",
    "meeting:fomc.members",
    "meeting:fomc.members",
  ]);
  const said = { reporter: "The Board", medium: "its calendar" };
  for (const fact of facts)
    expect(meaningOf(fact, edition.view, bindables)).toMatchObject({ said });
  expect(sourcesSection(facts, drafter, recorder, { ...desk, bindables })).toContain(
    "The Board: its calendar",
  );
});

test("without it in the kit, its word of `for:` is unknown", () => {
  const [problem] = problemsOf(() =>
    readNarrative(SOURCE, "meetings/decided.md", "meetings/decided", ground),
  );
  expect(problem?.message).toBe('"scheduled_meeting" is neither a kind nor a declared subject.');
});
