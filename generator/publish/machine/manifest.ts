import type { SiteFile } from "../build/site-file.ts";
import type { Site } from "../model/site.ts";
import { textDirection } from "../theme/text-direction.ts";
import { LARGE } from "./icons.ts";

/** The web manifest; its addresses are seen from the site's root, where it stands. None without a picture. */
export function manifestFile({ publication, icons }: Site): SiteFile[] {
  if (!icons) return [];
  const { name, description, language } = publication;
  const whole = {
    name,
    short_name: name,
    description,
    lang: language,
    dir: textDirection(language),
    start_url: "./",
    display: "browser",
    icons: [
      { src: icons.vector, type: "image/svg+xml", sizes: "any" },
      { src: icons.large, type: "image/png", sizes: `${LARGE}x${LARGE}` },
    ],
  };
  return [{ path: icons.manifest, content: `${JSON.stringify(whole)}\n` }];
}
