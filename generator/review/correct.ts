import { textHash } from "../articles/article.ts";
import type { Draft } from "../articles/draft.ts";
import { editionsLock, saveCorrection, textOfCorrection } from "../articles/editions.ts";
import { readOnDisk, slugOf, type OnDisk } from "../articles/on-disk.ts";
import { readPublished } from "../articles/published.ts";
import { mistake } from "../base/problem.ts";
import { check } from "../check/check.ts";
import type { CheckReport } from "../check/report.ts";
import { openRecords } from "../narrate/evidence/records.ts";
import type { Newsroom } from "../newsroom/newsroom.ts";
import { draftEdition } from "../newsroom/pipeline.ts";
import type { Store } from "../store/store.ts";
import { withLock } from "../world/lock.ts";
import { noticeOf } from "./notice.ts";

/** What `correct` did to one file. */
export interface Corrected {
  readonly path: string;
  /** What readers are told; undefined where the new text does not check clean, and the article stays as it was. */
  readonly notice: string | undefined;
  readonly report: CheckReport;
}

/** A text that is to take the place of a published one, and what readers are told of it. */
interface NewText extends Pick<Draft, "frontMatter" | "body" | "facts"> {
  readonly notice: string;
}

/**
 * Gives published articles a new text with a dated notice: the text as it was edited since, or else the one that is made from what has
 * come by now.
 * @throws Failure (2) for an article that was not published, that nothing would change, or of which its editor does not say what was
 * wrong.
 */
export async function correctFiles(
  newsroom: Newsroom,
  store: Store,
  files: readonly string[],
  { by, because }: { readonly by: string; readonly because?: string },
): Promise<Corrected[]> {
  const { world, kit, publication, vocabulary } = newsroom;
  const { home } = publication;
  const office = await openRecords(newsroom, store);
  const correctOne = async (path: string): Promise<Corrected> => {
    const onDisk = readOnDisk(world, home, path);
    const { file, article } = onDisk;
    const { edition, date } = article.frontMatter;
    const [first, ...later] = readPublished(world, home, edition)[slugOf(file)] ?? [];
    if (!first) throw unpublished(file);
    const seen = later.at(-1) ?? first;
    const isEdited = seen.text !== textHash(article.frontMatter, article.body);
    const made = (): readonly Draft[] =>
      draftEdition(newsroom, edition, office.upTo(edition), true).drafts;
    const next = isEdited
      ? editedText(onDisk, because)
      : madeText(newsroom, onDisk, made(), because);
    const arrived = next.frontMatter.arrived ?? first.at;
    const text = textOfCorrection(next, next.notice, world.now());
    const view = office.archive.view(Date.parse(date), Date.parse(arrived));
    const known = { view, measures: kit.measures, scales: newsroom.scales };
    const report = check({ text: text.markdown, file }, text.facts, vocabulary, known);
    if (report.errors > 0) return { path: file, notice: undefined, report };
    saveCorrection(world, home, file, text, by);
    return { path: file, notice: next.notice, report };
  };
  const corrected: Corrected[] = [];
  for (const path of files) {
    const work = (): Promise<Corrected> => correctOne(path);
    corrected.push(await withLock("The folder of editions", editionsLock(home), work));
  }
  await office.keep();
  return corrected;
}

/** The text as its editor left it. */
function editedText({ file, article, facts }: OnDisk, because: string | undefined): NewText {
  if (because !== undefined) return { ...article, facts, notice: because };
  throw mistake({
    code: "no-reason",
    file,
    message:
      "The text was edited after it was published, and readers are to be told what was wrong.",
    advice: 'Say it with --because "…".',
  });
}

/** The text as it is made from what has come by now; what a person wrote into the head stays. */
function madeText(
  newsroom: Newsroom,
  { file, article, facts }: OnDisk,
  drafts: readonly Draft[],
  because: string | undefined,
): NewText {
  const draft = drafts.find(({ slug }) => slug === slugOf(file));
  if (draft && draft.frontMatter.text !== article.frontMatter.text) {
    const { status, waivers, aliases, corrections } = article.frontMatter;
    const kept = { ...(waivers && { waivers }), ...(aliases && { aliases }) };
    const frontMatter = {
      ...draft.frontMatter,
      status,
      ...kept,
      ...(corrections && { corrections }),
    };
    return { ...draft, frontMatter, notice: because ?? noticeOf(newsroom, facts, draft.facts) };
  }
  throw mistake({
    code: "nothing-to-correct",
    file,
    message: draft
      ? "What has come by now gives the very same text."
      : "By what has come by now this article would not be written.",
    advice: 'Edit the text, then correct it with --because "…".',
  });
}

function unpublished(file: string) {
  return mistake({
    code: "not-published",
    file,
    message: "The article was never published, so that no reader has to be told.",
    advice: `Write \`bellwether approve ${file}\` instead.`,
  });
}
