import { createRequire } from "node:module";
import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { digest } from "../../base/digest.ts";
import type { World } from "../../base/world.ts";
import { FAMILY, type Fonts } from "./card.ts";

/** Turns cards into PNG, and keeps each under the digest of what it shows: one that is the same is not drawn again. */
export interface CardPress {
  draw(svg: string): Uint8Array;
  /** Removes the cards that were not asked for since the press was opened. */
  sweep(): void;
}

const { version } = createRequire(import.meta.url)("@resvg/resvg-js/package.json") as {
  version: string;
};

/** Opens the press of a publication; its cards lie in `var/cards`. */
export function cardPress(world: World, home: string, { regular, bold }: Fonts): CardPress {
  const folder = join(home, "var", "cards");
  const used = new Set<string>();
  return {
    draw(svg) {
      const name = `${digest(`${version}\n${svg}`, 32)}.png`;
      const path = join(folder, name);
      used.add(name);
      if (world.files.exists(path)) return world.files.readBytes(path);
      const fontFiles = [regular.path, bold.path];
      const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: FAMILY };
      const png = new Resvg(svg, { font }).render().asPng();
      world.files.write(path, png);
      return png;
    },
    sweep() {
      for (const name of world.files.list(folder)) {
        if (!used.has(name)) world.files.remove(join(folder, name));
      }
    },
  };
}
