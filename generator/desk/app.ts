import { Hono } from "hono";
import { compress } from "hono/compress";
import { Failure, ownFault, type Problem } from "../base/problem.ts";
import { FOREVER } from "../publish/machine/headers.ts";
import { StaleText } from "../review/workflow/desk-text.ts";
import { mendActs } from "./acts/mends.ts";
import { stepActs } from "./acts/steps.ts";
import { openWork } from "./acts/work.ts";
import { show, type Desk } from "./frame.ts";
import { approveCleanPage } from "./pages/approve-clean.ts";
import { articlePage } from "./pages/article.ts";
import { calendarPage } from "./pages/calendar.ts";
import { changesPage } from "./pages/changes.ts";
import { claimsPage } from "./pages/claims.ts";
import { stalePage } from "./pages/conflict.ts";
import { correctionsPage } from "./pages/corrections.ts";
import { editPage } from "./pages/edit.ts";
import { historyPage } from "./pages/history.ts";
import { jobsPage } from "./pages/jobs.ts";
import { newArticlePage } from "./pages/new-article.ts";
import { previewPage } from "./pages/preview.ts";
import { publishAct } from "./pages/publish.ts";
import { queuePage } from "./pages/queue.ts";
import { rulesPage } from "./pages/rules.ts";
import { sourcesPage } from "./pages/sources.ts";
import { accessTrailPage, trailPage } from "./pages/trail.ts";
import { ASSETS_PATH } from "./theme/assets.ts";

/** All that the desk answers. */
export function deskApp(desk: Desk): Hono {
  const { access, assets } = desk;
  const work = openWork(desk);
  const app = new Hono();
  app.use(compress());
  app.use((_, next) => {
    desk.looker.giveWay();
    desk.catchUp();
    return next();
  });
  app.use(access.middleware);
  app.get(`${ASSETS_PATH}*`, (context) => {
    const asset = assets.at(new URL(context.req.url).pathname.slice(ASSETS_PATH.length));
    if (!asset) return context.notFound();
    return context.body(asset.text, 200, { "content-type": asset.type, "cache-control": FOREVER });
  });
  const parts: readonly Hono[] = [
    access.routes,
    queuePage(desk),
    articlePage(desk),
    editPage(desk),
    changesPage(desk),
    rulesPage(desk),
    historyPage(desk),
    previewPage(desk),
    stepActs(desk),
    mendActs(desk),
    approveCleanPage(desk, work),
    publishAct(desk, work),
    correctionsPage(desk, work),
    work.pages,
    newArticlePage(desk),
    calendarPage(desk),
    trailPage(desk),
    accessTrailPage(desk),
    sourcesPage(desk, work),
    claimsPage(desk),
    jobsPage(desk),
  ];
  for (const part of parts) app.route("/", part);
  app.notFound((context) =>
    show(
      desk,
      context,
      "message",
      { title: "There is no such page", status: 404 },
      { problems: [], back: "/" },
    ),
  );
  app.onError((error, context) => {
    if (error instanceof StaleText) return stalePage(desk, context, error);
    const problems = error instanceof Failure ? error.problems : [ownFault(error)];
    const status = statusOf(error, problems);
    if (status === 500 && desk.newsroom.world.env["BELLWETHER_DEBUG"] === "1")
      desk.newsroom.world.stderr.write(`${error.stack}\n`);
    const values = { problems: problems.map(told), back: backOf(context.req.path) };
    if (context.req.header("accept")?.includes("application/json"))
      return context.json(values, status);
    return show(desk, context, "message", { title: "That was not done", status }, values);
  });
  return app;
}

function statusOf(error: Error, problems: readonly Problem[]): 404 | 403 | 422 | 500 | 503 {
  if (!(error instanceof Failure)) return 500;
  if (error.exit === 3) return 503;
  const codes = problems.map(({ code }) => code);
  if (codes.includes("missing-file")) return 404;
  return codes.some((code) => code === "not-your-role" || code === "own-edit") ? 403 : 422;
}

function told({ message, advice, file, line, column }: Problem) {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  return { message, advice, place };
}

/** The article that something was to be done with, else the queue. */
function backOf(path: string): string {
  return /^\/articles\/[^/]+\/[^/]+/.exec(path)?.[0] ?? "/";
}
