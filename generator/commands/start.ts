import { addDays, dayOf, type Day } from "../base/day.ts";
import { withCharts, type SiteKit } from "../newsroom/kit.ts";
import { openMadeBefore } from "../newsroom/made-before.ts";
import { openNewsroom, type Newsroom } from "../newsroom/newsroom.ts";
import { withStore } from "../newsroom/with-store.ts";
import { publisher } from "../newsroom/publishing.ts";
import { waiting, type Answer, type Call } from "./call.ts";
import {
  editionAnswer,
  editionStages,
  inOrder,
  refuseEmpty,
  type Progressing,
} from "./editions.ts";
import { refusedLines } from "./gather.ts";
import { runStages, type NamedStage } from "./progress.ts";
import { heldLines } from "./publish.ts";
import { serving } from "./serve.ts";
import type { PublishSummary } from "../publish/publish.ts";

/** What the last stage adds to what the others hand on. */
interface Starting extends Progressing {
  readonly newsroom: Newsroom<SiteKit>;
  published?: PublishSummary;
}

/** The whole way: gathers, makes the editions of a range, publishes and serves. */
export async function start(
  call: Call,
  options: { readonly from?: Day; readonly to?: Day; readonly port?: number },
): Promise<Answer> {
  const to = options.to ?? dayOf(call.world.now());
  const range = inOrder({ from: options.from ?? addDays(to, -29), to }, call.world);
  const newsroom = openNewsroom(call.world, call.home, await withCharts(call.kit), call);
  refuseEmpty(newsroom);
  const done = await withStore(call.world, call.home, waiting, async (store) =>
    runStages<Starting>(
      [...editionStages(call, range), publishing],
      {
        newsroom,
        open: async () => newsroom,
        store,
        before: await openMadeBefore(newsroom, store, call.live),
      },
      call,
    ),
  );
  const answer = editionAnswer(done.made ?? []);
  if (done.published?.articles === 0) return answer;
  const held = done.published ? heldLines(done.published) : [];
  const refused = done.gathered ? refusedLines(done.gathered) : [];
  const told = [...refused, ...held, ...answer.lines.slice(-3)];
  if (!call.silent) call.world.stdout.write(`${told.join("\n")}\n`);
  const served = await serving(call, newsroom.publication, { port: options.port });
  return {
    ...served,
    status: held.length > 0 ? 1 : answer.status,
    faults: done.fetched?.faults ?? [],
  };
}

const publishing: NamedStage<Starting> = {
  title: "Publish",
  async run(context, stage) {
    context.published = await publisher(context.store)(context.newsroom, { search: true });
    await stage.progress(1, 1);
    return `${context.published.articles} articles, ${context.published.pages} files${context.published.changed ? "" : ", unchanged"}`;
  },
};
