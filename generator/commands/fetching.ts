import type { Day } from "../base/day.ts";
import type { LiveSummary } from "../gather/live/gather-live.ts";
import { resultTable } from "./live-table.ts";
import type { Store } from "../store/store.ts";
import type { Newsroom } from "../newsroom/newsroom.ts";
import type { NamedStage } from "./progress.ts";

/** What is to be fetched, and how. */
export interface GatherRequest {
  readonly only?: string;
  readonly since?: Day;
  readonly accept?: string;
  readonly reason?: string | undefined;
  /** Absolute paths. */
  readonly record?: string | undefined;
  readonly replay?: string | undefined;
}

/** What the stage needs, and where it puts what it found. */
export interface Fetching {
  readonly newsroom: Pick<Newsroom, "kit" | "world" | "publication">;
  readonly store: Store;
  fetched?: LiveSummary;
}

/** The stage that asks the live sources. */
export function fetching(request: GatherRequest = {}): NamedStage<Fetching> {
  return {
    title: "Fetch",
    async run(context, stage) {
      const { gatherLive } = await import("../gather/live/gather-live.ts");
      const { world, kit, publication } = context.newsroom;
      const fetched = await gatherLive(world, kit, publication, context.store, {
        ...request,
        progress: (done, total) => void stage.progress(done, total),
      });
      context.fetched = fetched;
      const failed = fetched.series.filter(({ fault }) => fault !== undefined).length;
      const added = fetched.series.reduce((sum, each) => sum + each.added, 0);
      const told = `${fetched.series.length} series, ${added} new values, ${failed} not reached, ${fetched.requests} requests`;
      return publication.catalogue.feeds.size === 0
        ? told
        : `${told}, ${fetched.newHeadlines} new headlines`;
    },
  };
}

/** What a person has to look at: series that are late, or of which something was not given or not taken, and what was revised. */
export function remarkableLines({ series, notes }: LiveSummary): string[] {
  const remarkable = series.filter(
    ({ fault, refused, age }) => fault !== undefined || refused.length > 0 || age > 0,
  );
  return [
    ...(remarkable.length === 0 ? [] : resultTable(remarkable)),
    ...notes.map((note) => `note: ${note}`),
  ];
}
