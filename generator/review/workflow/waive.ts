import { leftAs, record } from "../../articles/record.ts";
import { isApproved, step, type State } from "../../articles/states.ts";
import type { CheckRoom } from "../../newsroom/newsroom.ts";
import type { Store } from "../../store/store.ts";
import { reopened } from "../../articles/article.ts";
import { noReason } from "./act.ts";
import { readDeskText, refuseStale } from "./desk-text.ts";
import { whileLocked } from "./locked.ts";
import { refuseRole, type Person } from "./people.ts";
import { refuseSeen } from "./save.ts";

/** What somebody lets stand. */
export interface Waiver {
  readonly by: Person;
  /** A figure as it stands in the text; else banned words. */
  readonly figure?: string;
  readonly words?: string;
  /** Why it may stand; left out, an earlier waiver is taken back. */
  readonly because?: string;
  readonly textHash?: string;
}

/** What became of the article. */
export interface Waived {
  readonly path: string;
  readonly state: State;
  readonly textHash: string;
}

/** Lets a figure without a fact, or a banned word, stand for a reason; whoever approved the article answers for it no longer. */
export function waiveIn(
  room: CheckRoom,
  store: Store,
  path: string,
  { by, figure, words, because, textHash }: Waiver,
): Promise<Waived> {
  return whileLocked(room, store, async () => {
    const text = await readDeskText(room, store, path);
    refuseRole(by, "waive");
    refuseSeen(text);
    await refuseStale(store, text, textHash);
    const { file, facts, article, state: from } = text;
    const reason = because?.trim();
    if (reason === "") throw noReason(file, "a figure stands without a fact for a reason alone");
    const before = article.frontMatter.waivers ?? [];
    const others = before.filter((each) =>
      "figure" in each ? each.figure !== figure : each.words !== words,
    );
    const own = figure === undefined ? { words: words ?? "" } : { figure };
    const waivers = [...others, ...(reason === undefined ? [] : [{ ...own, reason }])];
    const to = isApproved(from) ? step(from, "revise", file) : from;
    const { waivers: _, ...head } = reopened(article.frontMatter, to);
    const frontMatter = { ...head, ...(waivers.length > 0 && { waivers }) };
    const [row] = await record(room.world, room.publication.home, store, [
      {
        path: file,
        who: by,
        action: "waive",
        from,
        to,
        ...(reason !== undefined && { why: reason }),
        detail: own,
        left: leftAs({ frontMatter, body: article.body }, facts),
      },
    ]);
    return { path: file, state: to, textHash: row!.markdown };
  });
}
