import { Hono } from "hono";
import { escapeMarkup } from "../../base/markup.ts";
import { exportedHtml } from "./export-issue.ts";
import type { Issue } from "./issue.ts";

/** Widths in CSS pixels at which a mail is shown side by side: a small phone, and a window of a mail reader. */
const WIDTHS = [320, 700] as const;

/** The page loads nothing but the mail in its frames, and runs nothing. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/** Shows one issue on loopback: as HTML at two widths, as text, and what it weighs. */
export function previewApp(issue: Issue): Hono {
  const headers = { "content-security-policy": POLICY, "x-content-type-options": "nosniff" };
  return new Hono()
    .get("/", (context) => context.html(previewPage(issue), 200, headers))
    .get("/mail.html", (context) => context.html(exportedHtml(issue, "html"), 200, headers))
    .get("/mail.txt", (context) => context.text(issue.text, 200, headers));
}

/** The page that holds an issue's frames, its text and its sizes. */
function previewPage({ subject, preview, html, text, images, language, id }: Issue): string {
  const pictures = images.reduce((sum, { body }) => sum + body.length, 0);
  const facts = [
    ["Issue", id],
    ["Subject", subject],
    ["Preview", preview],
    ["HTML", kilobytes(Buffer.byteLength(html))],
    ["Text", kilobytes(Buffer.byteLength(text))],
    ["Pictures", `${images.length}, ${kilobytes(pictures)}`],
  ];
  const rows = facts.map(
    ([name, value]) => `<dt>${name}</dt><dd lang="${language}">${escapeMarkup(value!)}</dd>`,
  );
  const frames = WIDTHS.map(
    (width) =>
      `<section><h2>${width} pixels</h2><iframe src="/mail.html" title="The mail at ${width} pixels" width="${width}" height="900" sandbox></iframe></section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${escapeMarkup(subject)}</title>
<style>
body { margin: 1.5rem; font: 1rem/1.5 system-ui, sans-serif }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.2rem 1rem; max-width: 60rem }
dd { margin: 0; overflow-wrap: anywhere }
main { display: flex; flex-wrap: wrap; gap: 1.5rem }
section { min-width: 0 }
iframe { max-width: 100%; border: 1px solid #8a857a }
pre { max-width: 100%; overflow-x: auto; padding: 1rem; border: 1px solid #8a857a; white-space: pre-wrap }
h1 { font-size: 1.25rem } h2 { font-size: 1rem }
</style>
</head>
<body>
<header><h1>The mail as readers get it</h1>
<dl>${rows.join("")}</dl></header>
<main>${frames.join("")}<section><h2>Text</h2><pre lang="${language}">${escapeMarkup(text)}</pre></section></main>
</body>
</html>
`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
