import type { SiteKit } from "../newsroom/kit.ts";
import type { Newsroom } from "../newsroom/newsroom.ts";
import { openWorkflow, type Workflow } from "../review/workflow.ts";
import type { Store } from "../store/store.ts";
import { catchingUp } from "./index/catch-up.ts";
import { openIndex, type ArticleIndex } from "./index/article-index.ts";
import { looker, type Looker } from "./index/looker.ts";
import { knower, type Known } from "./known.ts";

/** One open publication: all that the pages of the review desk are made from. */
export interface DeskRoom {
  readonly newsroom: Newsroom<SiteKit>;
  readonly store: Store;
  readonly index: ArticleIndex;
  readonly looker: Looker;
  /** The way of articles from draft to reader. */
  readonly workflow: Workflow;
  /** What the store says now. */
  known(): Promise<Known>;
  /** Begins to bring to the disk what was done with articles on other machines, unless that was looked for a moment ago. */
  catchUp(): void;
}

/** Opens the room; the articles are read, and those that wait are checked, while it is used. @param store stays open as long. */
export function openRoom(newsroom: Newsroom<SiteKit>, store: Store): DeskRoom {
  const index = openIndex(newsroom.world, newsroom.publication.home);
  return {
    newsroom,
    store,
    index,
    looker: looker(newsroom, store, index),
    workflow: openWorkflow(newsroom, store),
    known: knower(newsroom, store),
    catchUp: catchingUp(newsroom, store),
  };
}
