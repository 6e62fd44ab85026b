import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { contentDigest, formatArticle, parseArticle } from "../../../generator/articles/article.ts";
import type { Article } from "../../../generator/articles/article.ts";
import { parseFacts } from "../../../generator/articles/facts-file.ts";
import { factsPath } from "../../../generator/articles/on-disk.ts";
import { openIssueRoom, type IssueRoom } from "../../../generator/deliver/issue/issue-room.ts";
import { openNewsroom } from "../../../generator/newsroom/newsroom.ts";
import { openStore } from "../../../generator/store/sqlite/open.ts";
import { storePath } from "../../../generator/store/store.ts";
import type { World } from "../../../generator/world/world.ts";
import { ROOT, siteKit, world as here } from "../../support/bundle.ts";
import { cliHome, type CliHome } from "../../support/cli.ts";
import { own } from "../../support/own.ts";

/** A publication with sample editions, from which issues are made. */
export interface IssueHome extends Disposable {
  readonly home: CliHome;
  /** All that issues are made with, as the files are now. */
  open(world?: World): Promise<IssueRoom>;
  /** Changes an approved article of `2025-05-08/flash`, and approves it again. */
  change(article: string, work: (article: Article) => Pick<Article, "frontMatter" | "body">): void;
  /** Puts a file of the publication's own in the place of the package's. */
  put(path: string, text: string): void;
  /** Changes a file of the package as the publication's own. */
  edit(path: string, work: (text: string) => string): void;
}

/** Makes one with the sample editions of some days. */
export function issueHome(days: readonly string[], from?: IssueHome): IssueHome {
  const home = cliHome(from?.home);
  const editions = home.path("content/editions");
  mkdirSync(editions, { recursive: true });
  for (const day of days)
    cpSync(join(ROOT, "content/editions", day), join(editions, day), { recursive: true });
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(home.path(path)), { recursive: true });
    writeFileSync(home.path(path), text);
  };
  return {
    home,
    put,
    async open(world = here) {
      const newsroom = openNewsroom(world, home.folder, siteKit);
      const store = await openStore(world, storePath(home.folder));
      try {
        return await openIssueRoom(newsroom, store);
      } finally {
        await store.close();
      }
    },
    change(name, work) {
      const path = home.path("content/editions", `${name}.md`);
      const changed = work(parseArticle(readFileSync(path, "utf8"), path));
      const facts = parseFacts(readFileSync(factsPath(path), "utf8"), path);
      const frontMatter = { ...changed.frontMatter, approved: contentDigest(changed, facts) };
      writeFileSync(path, formatArticle(frontMatter, changed.body));
    },
    edit(path, work) {
      put(path, work(readFileSync(own(home.folder, path), "utf8")));
    },
    [Symbol.dispose]: () => home[Symbol.dispose](),
  };
}

/** HTML of a mail with its pictures named by their order: their bytes may differ from one machine's renderer to another's. */
export function withoutPictures(html: string): string {
  return html.replace(/cid:\w+\.(\d)@/g, "cid:picture-$1@");
}
