import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Every file under a folder, by its path within it, sorted. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** Paths and contents of a built site. */
export function contentsOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    filesUnder(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
}

/** Links of the site's pages that lead nowhere, fragments included; `under` is the path that `404.html` starts from. */
export function brokenLinks(folder: string, under: string): string[] {
  return filesUnder(folder)
    .filter((name) => name.endsWith(".html"))
    .flatMap((name) => {
      const html = readFileSync(join(folder, name), "utf8");
      return [...html.matchAll(/<(?:a|link)\b[^>]* href="([^"]*)"/g)]
        .map(([, href = ""]) => href)
        .filter(
          (href) => !/^(https?|mailto):/.test(href) && !leadsSomewhere(folder, name, href, under),
        )
        .map((href) => `${name}: ${href}`);
    });
}

function leadsSomewhere(folder: string, from: string, href: string, under: string): boolean {
  const [path = "", fragment] = href.split("#");
  const within = path.startsWith(under) ? path.slice(under.length) : join(dirname(from), path);
  const named = join(folder, path === "" ? from : within);
  const target = path.endsWith("/") ? join(named, "index.html") : named;
  if (!existsSync(target)) return false;
  return fragment === undefined || readFileSync(target, "utf8").includes(` id="${fragment}"`);
}
