import { escapeMarkup } from "../../base/markup.ts";
import { formatProblem, type Problem } from "../../base/problem.ts";

/** Where the server tells the pages that are open to load themselves again. */
const EVENTS_PATH = "/_bellwether/events";
const SCRIPT_PATH = "/_bellwether/reload.js";

/** A page loads itself again when the site was built anew; after a lost connection too, since the server may have started again. */
const SCRIPT = `let lost = false;
const events = new EventSource("${EVENTS_PATH}");
events.addEventListener("change", () => location.reload());
events.addEventListener("error", () => (lost = true));
events.addEventListener("open", () => lost && location.reload());
`;

/** What the pages of `serve --watch` are told, and what stands in their place while the site cannot be built. */
export interface LiveReload {
  /** The site was built; pages are told where that changed it, or where it could not be built before. */
  built(changed: boolean): void;
  /** The site could not be built: until it can, every page shows why. */
  broken(problems: readonly Problem[]): void;
  /** The answer to a request, where it is one of the two addresses above or a page while the site is broken. */
  answer(path: string): Response | undefined;
  /** A page of the site, told to listen. */
  listening(page: Response): Promise<Response>;
  close(): void;
}

/** What listening takes. */
const ALLOWED = ["script-src 'self'", "connect-src 'self'"];
/** The policy within a page, which would still forbid what its header allows. */
const OWN_POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>\n?/;

export function liveReload(): LiveReload {
  const open = new Set<ReadableStreamDefaultController<Uint8Array>>();
  let problems: readonly Problem[] = [];
  const tell = (): void => {
    for (const each of open) each.enqueue(Buffer.from("event: change\ndata:\n\n"));
  };
  return {
    built(changed) {
      const isMended = problems.length > 0;
      problems = [];
      if (changed || isMended) tell();
    },
    broken(found) {
      problems = found;
      tell();
    },
    answer(path) {
      if (path === EVENTS_PATH) return events(open);
      if (path === SCRIPT_PATH)
        return new Response(SCRIPT, { headers: { "content-type": "text/javascript" } });
      const isPage = !/\.[a-z0-9]+$/.test(path) || path.endsWith(".html");
      return problems.length > 0 && isPage ? errorPage(problems) : undefined;
    },
    async listening(page) {
      if (!page.headers.get("content-type")?.startsWith("text/html") || page.status === 304)
        return page;
      const headers = new Headers(page.headers);
      headers.delete("etag");
      const policy = headers.get("content-security-policy") ?? "";
      headers.set("content-security-policy", allowing(policy));
      const text = (await page.text())
        .replace(OWN_POLICY, "")
        .replace("</body>", `${SCRIPT_TAG}</body>`);
      return new Response(text, { status: page.status, headers });
    },
    close() {
      for (const each of open) each.close();
      open.clear();
    },
  };
}

const SCRIPT_TAG = `<script src="${SCRIPT_PATH}" defer></script>`;

/** A policy with what listening takes, where it does not allow that already. */
function allowing(policy: string): string {
  const missing = ALLOWED.filter((each) => !policy.includes(`${each.split(" ")[0]} `));
  return [policy, ...missing].join("; ");
}

function events(open: Set<ReadableStreamDefaultController<Uint8Array>>): Response {
  let mine: ReadableStreamDefaultController<Uint8Array>;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      mine = controller;
      open.add(controller);
      controller.enqueue(Buffer.from(": listening\n\n"));
    },
    cancel: () => void open.delete(mine),
  });
  const headers = { "content-type": "text/event-stream", "cache-control": "no-store" };
  return new Response(stream, { headers });
}

function errorPage(problems: readonly Problem[]): Response {
  const items = problems.map((each) => `<pre>${escapeMarkup(formatProblem(each))}</pre>`).join("");
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The site cannot be built</title></head><body><h1>The site cannot be built</h1>${items}<p>This page loads itself again when the mistake is mended.</p>${SCRIPT_TAG}</body></html>`;
  return new Response(page, {
    status: 500,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": allowing("default-src 'none'"),
    },
  });
}
