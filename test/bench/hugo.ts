import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const PROGRAM = "hugo";

/** A site of the same Markdown with the pages that a theme of Hugo usually has: lists, tags, related articles, feeds. */
const THEME: Readonly<Record<string, string>> = {
  "hugo.toml": `baseURL = "https://example.org/"
title = "Bench"
[taxonomies]
  tag = "tags"
  subject = "subjects"
[related]
  threshold = 20
  [[related.indices]]
    name = "tags"
    weight = 100
`,
  "layouts/_default/baseof.html": `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Description }}"></head><body>{{ block "main" . }}{{ end }}</body></html>`,
  "layouts/_default/single.html": `{{ define "main" }}<article><h1>{{ .Title }}</h1>{{ .Content }}
<ul>{{ range .Params.tags }}<li><a href="{{ "tags/" | relURL }}{{ . | urlize }}/">{{ . }}</a></li>{{ end }}</ul>
<ul>{{ range first 3 (.Site.RegularPages.Related .) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
</article>{{ end }}`,
  "layouts/_default/list.html": `{{ define "main" }}<h1>{{ .Title }}</h1>{{ range .Pages }}
<p><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Description }}</p>{{ end }}{{ end }}`,
  "layouts/index.html": `{{ define "main" }}{{ range first 30 .Site.RegularPages }}
<p><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Description }}</p>{{ end }}{{ end }}`,
};

/** Hugo beside us, with the same articles. */
export interface Hugo extends Disposable {
  /** Takes over an article that was written meanwhile. */
  take(article: string): void;
  /** Builds the site, in milliseconds. */
  build(): number;
}

/** Undefined where no `hugo` is on the path. @param editions the folder of the articles. */
export function openHugo(editions: string, articles: readonly string[]): Hugo | undefined {
  if (spawnSync(PROGRAM, ["version"]).status !== 0) return undefined;
  const home = mkdtempSync(join(tmpdir(), "bellwether-hugo-"));
  const take = (article: string): void => {
    const target = join(home, "content/posts", article.replaceAll("/", "-"));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(editions, article), target);
  };
  for (const [path, text] of Object.entries(THEME)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  cpSync(join(home, "hugo.toml"), join(home, "config.toml"));
  articles.forEach(take);
  return {
    take,
    build() {
      const begun = performance.now();
      const { status, stderr } = spawnSync(PROGRAM, ["--source", home, "--buildFuture"], {
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(`Hugo failed: ${stderr}`);
      return performance.now() - begun;
    },
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  };
}
