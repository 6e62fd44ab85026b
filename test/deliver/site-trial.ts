/** What becomes of a sample edition at a site that keeps whole articles: posted, posted again, corrected, withdrawn, and killed in the middle. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { parse } from "yaml";
import { CLI, EDITION, held, type Trial } from "./real-thing.ts";

/** A post as it stands at the site. */
export interface SitePost {
  readonly id: string;
  readonly slug: string;
  readonly isPublic: boolean;
  readonly title: string;
  readonly excerpt: string;
  readonly tags: readonly string[];
  readonly html: string;
  /** The address that it names as that of the article. */
  readonly canonical: string;
  /** Address of its picture, and what is said of it. */
  readonly picture: { readonly url: string; readonly alt: string } | undefined;
}

/** A site to be tried. */
export interface Site {
  /** As bellwether.yaml calls it. */
  readonly channel: string;
  /** Every post of ours that is there, public or not. */
  posts(): Promise<readonly SitePost[]>;
  /** Whether a request is the one that makes a post. */
  makesPost(method: string, path: string): boolean;
}

const ARTICLES = ["cross-market-note", "flash", "market-wrap"] as const;
const KILLED = "cross-market-note";
const CORRECTED = "market-wrap";
const WITHDRAWN = "flash";

const file = (article: string): string => `content/editions/${EDITION}/${article}.md`;
const slugOf = (article: string): string => `${article}-${EDITION}`;

/** Plays it, and holds each step to what has to be there. */
export async function play(trial: Trial, site: Site): Promise<void> {
  const { channel } = site;
  const status = async (...args: string[]): Promise<number> =>
    (await trial.bellwether(args)).status;
  const announce = (): Promise<number> =>
    status("announce", "--edition", EDITION, "--only", channel);
  const post = async (article: string): Promise<SitePost | undefined> =>
    (await site.posts()).find(({ slug }) => slug === slugOf(article));
  const states = async (): Promise<string> =>
    (await site.posts())
      .map(({ slug, isPublic }) => `${slug} ${isPublic ? "public" : "draft"}`)
      .toSorted()
      .join(", ");
  const all = (changed = ""): string =>
    ARTICLES.map((each) => `${slugOf(each)} ${each === changed ? "draft" : "public"}`).join(", ");

  await trial.bellwether(["publish"]);
  held("the site answers", await status("channels", "test", channel), 0);
  await trial.bellwether(["announce", "--edition", EDITION, "--only", channel, "--dry-run"]);

  const isKilled = await announceKilled(trial, channel, site.makesPost);
  held("killed once the site had the post", isKilled, true);
  held("posts after the kill", await states(), `${slugOf(KILLED)} public`);
  held("what is uncertain is told", await announce(), 1);
  held("posts after an announcement that leaves it alone", await states(), all());
  await trial.bellwether(["deliveries", "list", "--uncertain"]);
  const settled = await status(
    "deliveries",
    "settle",
    `${EDITION}/${KILLED}`,
    `${channel}:post`,
    "--again",
  );
  held("a person has it sent again", settled, 0);
  held("all is posted", await announce(), 0);
  held("posts, each once", await states(), all());
  held("sending twice", await announce(), 0);
  held("posts, still each once", await states(), all());

  const { title, description, tags } = headOf(trial, CORRECTED);
  const before = (await post(CORRECTED))!;
  held("title", before.title, title);
  held("excerpt", before.excerpt, description);
  held("tags", before.tags.toSorted().join(), tags.toSorted().join());
  held("address that counts", before.canonical, `${siteOf(trial)}2025/05/08/market-wrap/`);
  held("picture has its words", before.picture?.alt.includes("97,032"), true);
  const picture = before.picture && (await fetch(before.picture.url));
  held("picture", picture?.headers.get("content-type"), "image/png");
  const elements = ["<h2", "<blockquote", "<ul", "<details", "<ol", "Notes on the figures"];
  held("kept", elements.filter((each) => before.html.includes(each)).join(), elements.join());

  edit(trial, CORRECTED, "another session of inflows", "a further session of inflows");
  const because = ["--because", "A line on what to watch was reworded."];
  await trial.bellwether(["correct", file(CORRECTED), ...because]);
  await trial.bellwether(["publish"]);
  held("a correction is announced", await announce(), 0);
  const after = (await post(CORRECTED))!;
  held("the corrected post is the same", after.id, before.id);
  held("its notice", after.html.includes("A line on what to watch was reworded."), true);
  held("its text", after.html.includes("a further session of inflows"), true);
  held("its tags stay", after.tags.toSorted().join(), before.tags.toSorted().join());
  held("its picture stays", after.picture?.url, before.picture?.url);
  held("posts after the correction", await states(), all());

  await trial.bellwether([
    "withdraw",
    file(WITHDRAWN),
    "--because",
    "Its source took a figure back.",
  ]);
  await trial.bellwether(["publish"]);
  held("a withdrawal is announced", await announce(), 0);
  held("what is withdrawn is no longer public", await states(), all(WITHDRAWN));
  held("sending after it", await announce(), 0);
  held("posts at the end", await states(), all(WITHDRAWN));
}

/**
 * Announces by way of a process that is killed once the server has answered the request of this method and path, and before it hears of it.
 * @returns whether it came to that
 */
async function announceKilled(
  trial: Trial,
  only: string,
  isFatal: (method: string, path: string) => boolean,
): Promise<boolean> {
  const killed = Promise.withResolvers<boolean>();
  let victim: ChildProcess | undefined;
  const between = createServer((asked: IncomingMessage, answer: ServerResponse) => {
    // /http/HOST/PATH, as BELLWETHER_HTTP_VIA leads here.
    const [, host = "", path = ""] = /^\/http\/([^/]+)(\/.*)$/.exec(asked.url ?? "") ?? [];
    const { method = "" } = asked;
    const there = request(`http://${host}${path}`, { method, headers: { ...asked.headers, host } });
    there.on("response", (told) => {
      if (isFatal(method, path)) {
        victim?.kill("SIGKILL");
        told.resume();
        return void answer.destroy();
      }
      answer.writeHead(told.statusCode!, told.headers);
      told.pipe(answer);
    });
    there.on("error", () => answer.destroy());
    asked.pipe(there);
  });
  between.listen(0, "127.0.0.1");
  await once(between, "listening");
  const { port } = between.address() as { port: number };
  victim = trial.start(
    "killed",
    process.execPath,
    [CLI, "announce", "--edition", EDITION, "--only", only, "--home", trial.home],
    { env: { BELLWETHER_HTTP_VIA: `http://127.0.0.1:${port}` } },
  );
  victim.once("exit", (_status, signal) => killed.resolve(signal === "SIGKILL"));
  const isKilled = await killed.promise;
  between.closeAllConnections();
  between.close();
  return isKilled;
}

/** What an article's front matter says. */
function headOf(
  trial: Trial,
  article: string,
): { readonly title: string; readonly description: string; readonly tags: readonly string[] } {
  const text = readFileSync(join(trial.home, file(article)), "utf8");
  const [, head = ""] = text.split("---\n");
  return parse(head) as ReturnType<typeof headOf>;
}

/** The publication's address, ending with a slash. */
function siteOf(trial: Trial): string {
  const { publication } = parse(readFileSync(join(trial.home, "bellwether.yaml"), "utf8")) as {
    publication: { url: string };
  };
  return publication.url.replace(/\/?$/, "/");
}

/** Puts other words into an article, as an editor would. */
function edit(trial: Trial, article: string, from: string, to: string): void {
  const path = join(trial.home, file(article));
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${article} does not say "${from}"`);
  writeFileSync(path, text.replace(from, to));
}
