import { hasVocabulary } from "../publication/vocabulary.ts";
import { join } from "node:path";
import { suggestion } from "../base/nearest.ts";
import type { Problem } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import { filesBelow } from "../world/files-below.ts";
import type { Story } from "../compose/plan/story.ts";
import { JUDGING_SCALES } from "../narrate/evidence/verdict.ts";
import type { Narrative } from "../narrate/narrative.ts";
import type { Template } from "../narrate/templates/template.ts";
import { layersOf, type Layers } from "../publication/layers.ts";
import type { Newsroom } from "../newsroom/newsroom.ts";
import { loadPageWords } from "../publish/theme/page-words.ts";
import { VOCABULARY_FILES } from "./mistakes.ts";

/**
 * Of the publication's own: scales that no text or rule uses, narratives that no story takes, words for what there is not, and files that nobody
 * reads. The package's own folder holds those of every market.
 */
export function unusedRemarks(newsroom: Newsroom): Problem[] {
  if (newsroom.world.programFolder === newsroom.publication.home) return [];
  const layers = layersOf(newsroom.world, newsroom.publication.home);
  return [
    ...unusedScales(newsroom),
    ...unusedNarratives(newsroom),
    ...unusedWords(newsroom),
    ...unreadFiles(newsroom, layers),
  ].filter(
    ({ file = "" }) => file.startsWith("templates/") && layers.origin(file) === "publication",
  );
}

function unusedScales({
  world,
  scales,
  narratives,
  stories,
  desk,
  publication,
}: Newsroom): Problem[] {
  const used = new Set([
    ...JUDGING_SCALES,
    // A chart of a subject shows the bands of the scale that is called as it is.
    ...publication.catalogue.subjects.keys(),
    ...narratives.flatMap((each) => [
      ...each.when.scales.map(({ id }) => id),
      ...each.salience.scales.map(({ id }) => id),
      ...textsOf(each).flatMap((text) => [...text.scales]),
    ]),
    ...desk.relations.flatMap(({ when, text }) => [
      ...when.scales.map(({ id }) => id),
      ...text.scales,
    ]),
    ...stories.flatMap((story) => ownTexts(story).flatMap((text) => [...text.scales])),
  ]);
  const elsewhere = translationsIn(world, publication.home);
  return [...scales.keys()]
    .filter((id) => !used.has(id) && !elsewhere.some((text) => text.includes(`"${id}"`)))
    .map((id) =>
      unused(join("templates", "scales", `${id}.yaml`), `No rule or text uses the scale "${id}".`),
    );
}

/** The narratives of other languages, which are not read into this newsroom. */
function translationsIn({ files }: World, home: string): string[] {
  return filesBelow(files, home, "templates/narratives")
    .filter((file) => TRANSLATION.test(file))
    .map((file) => files.read(join(home, file)));
}

function textsOf({ parts, questions }: Narrative): Template[] {
  return [
    ...Object.values(parts).flat(),
    ...questions.flatMap(({ question, answers }) => [question, ...answers]),
  ];
}

function ownTexts(story: Story): Template[] {
  const figures = story.lists.flatMap(({ heading, lines }) => [...heading, ...lines.flat()]);
  const questions = [...story.askedFirst, ...story.asked, ...story.askedSpare];
  return [
    ...story.headline,
    ...story.headlineRare,
    ...story.otherHeadline,
    ...story.opening,
    ...story.openingSecond,
    ...story.openingBeside,
    ...story.summary,
    ...figures,
    ...questions.flatMap(({ question, answers }) => [question, ...answers]),
    ...story.sourceLine,
    ...story.disclosure,
  ];
}

function unusedNarratives({ narratives, stories }: Newsroom): Problem[] {
  const taken = new Set(
    stories.flatMap(({ sections, watch }) => [
      ...sections.flatMap(({ themes }) => themes),
      ...(watch?.themes ?? []),
    ]),
  );
  return narratives
    .filter(({ id, theme }) => !taken.has(id) && !taken.has(theme))
    .map(({ id, theme, file }) =>
      unused(
        file,
        `No story has a section for "${id}" or its theme, so it is never printed.`,
        `Name "${theme}" or "${id}" under the themes of a section: ${stories.map((each) => each.file).join(", ")}.`,
      ),
    );
}

/** Words of the vocabulary that are given for a measure, a kind or a bindable that there is not. */
function unusedWords(newsroom: Newsroom): Problem[] {
  const { publication, desk, kit } = newsroom;
  const methods = new Set(kit.measures.all.map(({ method }) => method));
  const { languageCode, language } = desk;
  const kinds = new Set(publication.catalogue.kinds.keys());
  const pageKinds = kindWords(newsroom, languageCode);
  const named = [
    ["print", "methods", language.methods, methods, "measure"],
    ["print", "sources.stated", language.sources.stated, new Set(kit.bindables.keys()), "bindable"],
    ["evidence", "named", language.evidence.named, kinds, "kind"],
    ["pages", "kinds", pageKinds, kinds, "kind"],
  ] as const;
  return named.flatMap(([name, key, words, known, what]) => {
    const file = join("templates", "vocabulary", languageCode, `${name}.yaml`);
    return Object.keys(words)
      .filter((id) => !known.has(id))
      .map((id) => unused(file, `${key}.${id}: there is no such ${what}.`, suggestion(id, known)));
  });
}

/** What kinds are called on pages; a publication may have no words for pages. */
function kindWords(
  { world, publication: { home, catalogue } }: Newsroom,
  language: string,
): Readonly<Record<string, string>> {
  return hasVocabulary(world, home, language, "pages")
    ? loadPageWords(world, home, language, catalogue.units).kinds
    : {};
}

/** What each folder of `templates/` may hold; elsewhere or otherwise named, a file is read by nobody. */
const READ: readonly { readonly place: RegExp; readonly expected: string }[] = [
  { place: /^README\.md$/, expected: "README.md" },
  { place: /^style\.yaml$/, expected: "style.yaml" },
  { place: /^start\//, expected: "start/" },
  { place: /^scales\/[^/]+\.yaml$/, expected: "scales/<id>.yaml" },
  {
    place: /^narratives\/[^/]+\/[^/.]+(?:\.[a-z]{2,3})?\.md$/,
    expected: "narratives/<theme>/<name>.md",
  },
  { place: /^relations\/[^/]+\.yaml$/, expected: "relations/<id>.yaml" },
  { place: /^stories\/[^/]+\.md$/, expected: "stories/<id>.md, named in bellwether.yaml" },
  {
    place: new RegExp(`^vocabulary/[^/]+/(?:${VOCABULARY_FILES.join("|")})\\.yaml$`),
    expected: `vocabulary/<language>/ with ${VOCABULARY_FILES.join(", ")}`,
  },
  { place: /^email\//, expected: "email/" },
  { place: /^markets\//, expected: "markets/" },
];

/** What makes `day-move.es.md` a translation. */
const TRANSLATION = /\.[a-z]{2,3}\.md$/;

function unreadFiles({ world, publication }: Newsroom, layers: Layers): Problem[] {
  return filesBelow(world.files, publication.home, "templates").flatMap((file): Problem[] => {
    const path = file.slice("templates/".length);
    const original = path.replace(TRANSLATION, ".md");
    if (original !== path && !layers.origin(`templates/${original}`))
      return [unused(file, `There is no templates/${original} that it could translate.`)];
    const story = /^stories\/([^/.]+)/.exec(path)?.[1];
    if (READ.some(({ place }) => place.test(path))) {
      if (story === undefined || publication.stories.includes(story)) return [];
      const advice = "Add it to edition.stories there, or remove the file.";
      return [unused(file, `bellwether.yaml does not name the story "${story}".`, advice)];
    }
    const folder = path.slice(0, path.indexOf("/") + 1);
    const expected = READ.find((each) => folder !== "" && each.expected.startsWith(folder));
    const advice = expected && `Expected ${expected.expected}.`;
    return [unused(file, "Nobody reads this file.", advice)];
  });
}

function unused(file: string, message: string, advice?: string): Problem {
  return { code: "unused", file, line: 1, column: 1, message, ...(advice ? { advice } : {}) };
}
