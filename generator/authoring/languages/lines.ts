import type { LanguageStatus } from "./status.ts";
import type { TextStatus } from "./texts.ts";

/** What a language has and lacks, as a terminal shows it. */
export function statusLines(status: LanguageStatus): string[] {
  const { language, narratives, stories, vocabulary, scales, relations } = status;
  const texts = [...stories.open, ...narratives.open];
  return [
    `${language}: ${stories.whole} of ${stories.all} stories and ${narratives.whole} of ${narratives.all} narratives have their texts whole.`,
    ...section(
      "Missing, and so not printed:",
      texts.filter(({ isMissing }) => isMissing).map(({ file }) => file),
    ),
    ...section(
      "Parts missing:",
      texts.flatMap((each) => named(each, each.lacks)),
    ),
    ...section(
      "Stale, since the text that it was made of has changed:",
      texts.flatMap((each) => named(each, each.stale)),
    ),
    ...section(
      `Not marked, so that nothing of them can be told stale (bellwether languages agree ${language}):`,
      [...stories.unmarked, ...narratives.unmarked],
    ),
    ...section("Vocabulary missing:", vocabulary),
    ...section("Scales without words, which no text can name:", scales),
    ...section("Relations without a text, which are not told:", relations),
  ];
}

function named({ file }: TextStatus, parts: readonly string[]): string[] {
  return parts.length === 0 ? [] : [`${file}: ${parts.join(", ")}`];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}
