import { join } from "node:path";
import { Hono } from "hono";
import { textHash, type FrontMatter } from "../../articles/article.ts";
import type { Draft } from "../../articles/draft.ts";
import type { FactsFile } from "../../articles/facts.ts";
import { leftAs, record } from "../../articles/record.ts";
import { dayOf, isDay, type Day } from "../../base/day.ts";
import { mistake } from "../../base/problem.ts";
import { slug as slugOf } from "../../base/slug.ts";
import { cutoffOf } from "../../narrate/edition.ts";
import { draftEdition } from "../../newsroom/draft-edition.ts";
import { whileLocked } from "../../review/workflow/locked.ts";
import { fileOf } from "../article/desk-article.ts";
import { fieldsOf, goTo, personOf, show, type Desk } from "../frame.ts";

/** Where an article begins that no edition has made: from a blank page, or from a story. */
export function newArticlePage(desk: Desk): Hono {
  const { world, publication, stories } = desk.newsroom;
  return new Hono()
    .get("/new", (context) =>
      show(
        desk,
        context,
        "new",
        { title: "New article" },
        {
          day: desk.index.days()[0] ?? dayOf(world.now()),
          stories: stories.map(({ id }) => ({ id, name: id.replaceAll("-", " ") })),
        },
      ),
    )
    .post("/new", desk.access.require("writer"), async (context) => {
      const { title = "", day = "", story = "" } = await fieldsOf(context);
      if (!isDay(day)) throw mistake({ code: "call", message: `"${day}" is no day.` });
      const draft = story === "" ? blank(desk, day, title) : await fromStory(desk, day, story);
      const file = fileOf(day, draft.slug);
      await whileLocked(desk.newsroom, desk.store, async () => {
        if (world.files.exists(join(publication.home, file)))
          throw mistake({
            code: "not-allowed",
            file,
            message: "This edition has an article of that name already.",
            advice: "Open it from the queue, or give the new one another headline.",
          });
        const { id, name } = personOf(desk, context);
        await record(world, publication.home, desk.store, [
          {
            path: file,
            who: { id, name },
            action: "save",
            from: "draft",
            to: "draft",
            left: leftAs(draft, draft.facts),
          },
        ]);
      });
      desk.index.look(day, draft.slug);
      return goTo(context, `/articles/${day}/${draft.slug}/edit`, "created");
    });
}

type NewDraft = Pick<Draft, "slug" | "frontMatter" | "body" | "facts">;

/** What an article of a person was made from: nothing that was computed. */
const BY_HAND = "by-hand";

function blank({ newsroom: { publication } }: Desk, day: Day, title: string): NewDraft {
  const slug = slugOf(title);
  if (slug === "")
    throw mistake({
      code: "slug",
      message: "A headline is needed: the article's address is made of it.",
    });
  const cutoff = new Date(cutoffOf(day, publication.cutoff)).toISOString().replace(".000Z", "Z");
  const common = { edition: day, story: "note", inputs: BY_HAND };
  const frontMatter: FrontMatter = {
    ...common,
    title: title.trim(),
    description: title.trim(),
    date: cutoff,
    language: publication.language,
    subjects: [],
    tags: [],
    status: "draft",
    // Of no text: every sentence is a person's, and is held to the data.
    text: textHash({ title: "", description: "", tags: [] }, ""),
  };
  const facts: FactsFile = {
    ...common,
    version: 1,
    cutoff,
    names: [],
    subjects: {},
    facts: [],
    sentences: [],
    plain: [],
    findings: [],
  };
  return { slug, frontMatter, body: "\n", facts };
}

async function fromStory({ newsroom, known }: Desk, day: Day, story: string): Promise<NewDraft> {
  const { office } = await known();
  const { drafts, leftOut } = draftEdition(newsroom, day, office.upTo(day));
  const { world, publication } = newsroom;
  const isFree = ({ slug }: Draft): boolean =>
    !world.files.exists(join(publication.home, fileOf(day, slug)));
  const own = drafts.filter(({ frontMatter }) => frontMatter.story === story);
  const draft = own.find(isFree);
  if (draft) return draft;
  const why = leftOut.map(({ slug, why }) => `${slug}: ${why}`).join("; ");
  throw mistake({
    code: "not-allowed",
    message:
      own.length > 0
        ? `Every article that "${story}" gives on ${day} is there already.`
        : `"${story}" gives no article on ${day}.`,
    advice: why === "" ? "Begin from a blank page." : `Left out were ${why}.`,
  });
}
