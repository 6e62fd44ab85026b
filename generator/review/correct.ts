import { contentDigest, isEdited, parseArticle, textHash } from "../articles/article.ts";
import { withChosen } from "../articles/chosen.ts";
import type { Draft } from "../articles/draft.ts";
import { textOfCorrection } from "../articles/editions.ts";
import { mergeArticles, openPlaces, settledArticle } from "../articles/merge-articles.ts";
import { slugOf } from "../articles/on-disk.ts";
import { leftAs, record, type Deed, type Left } from "../articles/record.ts";
import { carriedOver, writtenBefore } from "../articles/redraft.ts";
import { step, type State } from "../articles/states.ts";
import { canonicalJson } from "../base/digest.ts";
import { mistake, type Failure } from "../base/problem.ts";
import { check } from "../check/check.ts";
import type { CheckReport } from "../check/report.ts";
import { openRecords } from "../narrate/evidence/records.ts";
import type { Newsroom } from "../newsroom/newsroom.ts";
import { draftEdition } from "../newsroom/draft-edition.ts";
import type { Store } from "../store/store.ts";
import { hashOf } from "../store/trail.ts";
import { noticeOf } from "./notice.ts";
import { peopleNeeded } from "./workflow/answering.ts";
import { readDeskText, refuseStale, type DeskText } from "./workflow/desk-text.ts";
import { whileLocked } from "./workflow/locked.ts";
import { isSame, refuseRole, type Person } from "./workflow/people.ts";
import { headOf } from "./workflow/save.ts";

/** What `correct` did to one file. */
export interface Corrected {
  readonly path: string;
  /** What readers are told; undefined where the new text does not check clean, and the article stays as it was. */
  readonly notice: string | undefined;
  readonly report: CheckReport;
  /** One more person has to correct it to the same text, with the same notice. */
  readonly awaitsAnother?: boolean;
  readonly textHash: string;
}

export interface CorrectOptions {
  readonly by: Person;
  /** The notice; told by the figures that changed unless given. */
  readonly because?: string;
  /** The file's text with which the article is corrected; as it was edited on the disk, or made from later data, unless given. */
  readonly markdown?: string;
  /** `textHash` of the article that they had before them; whatever is there unless given. */
  readonly textHash?: string;
}

/** A text that is to take the place of a published one, and what readers are told of it. */
interface NewText extends Pick<Draft, "frontMatter" | "body" | "facts"> {
  readonly notice: string;
}

/**
 * Gives published articles a new text with a dated notice: the text as it was edited since, or else the one that is made from what has
 * come by now.
 * @throws Failure (2) for an article that was not published, that nothing would change, or of which its editor does not say what was
 * wrong; StaleText where it was changed since.
 */
export async function correctFiles(
  newsroom: Newsroom,
  store: Store,
  files: readonly string[],
  options: CorrectOptions,
): Promise<Corrected[]> {
  const { world, kit, publication, vocabulary, scales } = newsroom;
  const { home } = publication;
  const { by, because } = options;
  refuseRole(by, "correct");
  const office = await openRecords(newsroom, store);
  const correctOne = async (path: string): Promise<Corrected> => {
    const there = await readDeskText(newsroom, store, path);
    await refuseStale(store, there, options.textHash);
    const { file, article, versions, state: from, textHash: before } = there;
    const { edition, date } = article.frontMatter;
    const [first] = versions;
    if (!first) throw unpublished(file);
    const edited = editedText(there, options.markdown, because);
    const next =
      edited ??
      (await madeText(newsroom, store, there, because, () =>
        draftEdition(newsroom, edition, office.upTo(edition), true).drafts.find(
          ({ slug }) => slug === slugOf(file),
        ),
      ));
    const arrived = next.frontMatter.arrived ?? first.at;
    const text = textOfCorrection(next, next.notice, world.now());
    const view = office.archive.view(Date.parse(date), Date.parse(arrived));
    const known = { view, measures: kit.measures, scales };
    const report = check({ text: text.markdown, file }, text.facts, vocabulary, known);
    if (report.errors > 0) return { path: file, notice: undefined, report, textHash: before };
    const to = step(from, "correct", file);
    const proposal = proposalOf(next);
    const isSecond = there.rows.some(
      ({ action, detail, who }) =>
        action === "propose" && detail?.["proposal"] === proposal && !isSame(who, by),
    );
    const awaitsAnother = peopleNeeded(publication.review, next.frontMatter) === 2 && !isSecond;
    const deed: Deed = awaitsAnother
      ? {
          path: file,
          who: by,
          action: "propose",
          from,
          to: from,
          why: next.notice,
          detail: { proposal, markdown: hashOf(text.markdown) },
          left: leftAs(article, there.facts),
          named: [text.markdown],
        }
      : {
          path: file,
          who: by,
          action: "correct",
          from,
          to,
          why: next.notice,
          left: approvedBy(text, by, to),
        };
    const [row] = await record(world, home, store, [deed]);
    return {
      path: file,
      notice: next.notice,
      report,
      textHash: row!.markdown,
      ...(awaitsAnother && { awaitsAnother }),
    };
  };
  const corrected: Corrected[] = [];
  for (const path of files)
    corrected.push(await whileLocked(newsroom, store, () => correctOne(path)));
  await office.keep();
  return corrected;
}

/** The corrected text, answered for by whom it is corrected. */
function approvedBy(
  { frontMatter, body, facts }: Omit<Draft, "slug" | "markdown">,
  { name }: Person,
  status: State,
): Left {
  const approved = contentDigest({ frontMatter, body }, facts);
  const head = { ...frontMatter, status, review: name, approved };
  return leftAs({ frontMatter: head, body }, facts);
}

/** The same text with the same notice, whenever it is proposed. */
function proposalOf({ frontMatter, body, facts, notice }: NewText): string {
  return hashOf(canonicalJson([textHash(frontMatter, body), facts, notice]));
}

/** The text as its editor gives it, or left it on the disk; undefined where nobody edited it. */
function editedText(
  { file, article, facts, versions }: DeskText,
  markdown: string | undefined,
  because: string | undefined,
): NewText | undefined {
  const given = markdown === undefined ? undefined : parseArticle(markdown, file);
  const text = given
    ? { frontMatter: headOf(article, given), body: given.body }
    : { frontMatter: article.frontMatter, body: article.body };
  if (versions.at(-1)?.text === textHash(text.frontMatter, text.body)) return undefined;
  if (because !== undefined) return { ...text, facts, notice: because };
  throw mistake({
    code: "no-reason",
    file,
    message:
      "The text was edited after it was published, and readers are to be told what was wrong.",
    advice: 'Say it with --because "…".',
  });
}

/** The text as it is made from what has come by now; what a person wrote, into the head or the text, stays. */
async function madeText(
  newsroom: Newsroom,
  store: Store,
  { file, article, facts }: DeskText,
  because: string | undefined,
  make: () => Draft | undefined,
): Promise<NewText> {
  const draft = make();
  const { frontMatter } = article;
  if (!draft || draft.frontMatter.text === frontMatter.text) throw nothingNew(file, draft);
  const base = isEdited(article) ? await writtenBefore(store, file, frontMatter) : article;
  const merge = base && mergeArticles(base, article, draft);
  if (!merge || openPlaces(merge).length > 0) {
    throw mistake({
      code: "open-merge",
      file,
      message: "A person changed sentences of it that what has come by now changes too.",
      advice: 'Edit the text, then correct it with --because "…".',
    });
  }
  const head = carriedOver(draft.frontMatter, frontMatter, frontMatter.status);
  const notice = because ?? noticeOf(newsroom, facts, draft.facts);
  const kept = withChosen(draft.facts, facts);
  return { ...settledArticle(merge, head, "mine"), facts: kept, notice };
}

function nothingNew(file: string, draft: Draft | undefined): Failure {
  return mistake({
    code: "nothing-to-correct",
    file,
    message: draft
      ? "What has come by now gives the very same text."
      : "By what has come by now this article would not be written.",
    advice: 'Edit the text, then correct it with --because "…".',
  });
}

function unpublished(file: string): Failure {
  return mistake({
    code: "not-published",
    file,
    message: "The article was never published, so that no reader has to be told.",
    advice: `Write \`bellwether approve ${file}\` instead.`,
  });
}
