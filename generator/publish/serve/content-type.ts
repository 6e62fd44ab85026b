const TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv; charset=utf-8",
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  ico: "image/x-icon",
  jpg: "image/jpeg",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  ics: "text/calendar; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  webmanifest: "application/manifest+json",
  wasm: "application/wasm",
  woff2: "font/woff2",
  xml: "application/xml; charset=utf-8",
};

/** The media type by which a file of the site is served. */
export function contentType(path: string): string {
  if (path.endsWith("/feed.xml")) return "application/atom+xml; charset=utf-8";
  if (path.endsWith("/rss.xml")) return "application/rss+xml; charset=utf-8";
  if (path.endsWith("/feed.json")) return "application/feed+json; charset=utf-8";
  return TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream";
}
