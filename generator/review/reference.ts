import { isAbsolute, resolve } from "node:path";
import { factsPath } from "../articles/on-disk.ts";
import type { Instant } from "../base/day.ts";
import { mistake, shownPath } from "../base/problem.ts";
import type { Explanation } from "../check/explain/explain.ts";
import type { CheckReport } from "../check/report.ts";
import type { TextChecker, TextOptions, TextReport } from "../check/text/text-report.ts";
import type { CheckRoom } from "../newsroom/newsroom.ts";
import type { AsOfView } from "../store/asof.ts";
import type { Store } from "../store/store.ts";
import { figureOf, type FigureAnswer, type FigureRequest } from "./figure.ts";
import { checkUnsaved, explainFile } from "./review.ts";
import { instantOf, textCheckerBy } from "./texts.ts";

/** An open publication for tools that ask it while somebody writes: editors, language models. */
export interface Reference {
  /** Holds an article of ours, as its file says, to its facts, any other text to what was known. @throws Failure (2) */
  check(text: string, about: TextOptions): Promise<CheckReport>;
  /** Holds a text to what was known at a day's cut-off, at an instant, or now. @throws Failure (2) */
  checkText(text: string, about: TextOptions): Promise<TextReport>;
  /** A figure as known at a day's cut-off, at an instant, or now. @throws Failure (2) */
  figure(request: FigureRequest, asOf?: string): Promise<FigureAnswer>;
  /** Where the figures of an article, or the one given, come from. @throws Failure (2) */
  explain(file: string, figure?: string): Promise<Explanation>;
}

/** What was known at an instant, and the check of texts by it. */
interface Known {
  readonly view: AsOfView;
  readonly check: TextChecker;
}

/** So long what was known counts as known still. */
const MINUTE_MS = 60_000;

/** @param store stays open as long as it is asked. */
export function referenceOf(room: CheckRoom, store: Store): Reference {
  const { world, publication } = room;
  const { home, catalogue } = publication;
  let latest: { readonly instant: Instant; readonly known: Promise<Known> } | undefined;

  const load = async (instant: Instant): Promise<Known> => {
    const view = (await store.load(catalogue)).view(instant);
    return { view, check: textCheckerBy(room, view) };
  };
  const knownAt = (asOf: string | undefined): Promise<Known> => {
    const now = Math.floor(world.now() / MINUTE_MS) * MINUTE_MS;
    const instant = asOf === undefined ? now : instantOf(room, asOf);
    if (latest?.instant !== instant) latest = { instant, known: load(instant) };
    return latest.known;
  };
  const isOurs = (path: string): boolean =>
    path.endsWith(".md") && world.files.exists(resolve(home, factsPath(path)));

  const checkText: Reference["checkText"] = async (text, { file, asOf, ...options }) => {
    const { check } = await knownAt(asOf);
    return check(text, { ...options, ...(file !== undefined && { file: shownPath(home, file) }) });
  };

  return {
    check: (text, about) =>
      about.file !== undefined && isOurs(about.file)
        ? checkUnsaved(room, store, about.file, text)
        : checkText(text, about),
    checkText,
    figure: async (request, asOf) => figureOf(room, (await knownAt(asOf)).view, request),
    async explain(file, figure) {
      if (isAbsolute(shownPath(home, resolve(home, file))))
        throw mistake({
          code: "missing-file",
          file,
          message: "The publication holds no such article.",
        });
      return explainFile(room, store, file, figure);
    },
  };
}
