import { digest } from "../../base/digest.ts";
import { layersOf } from "../../publication/layers.ts";
import type { World } from "../../world/world.ts";
import { browserModules, DESK_FOLDER, type BrowserModules } from "./browser-modules.ts";

/** A file that pages of the desk load. */
export interface Asset {
  readonly type: string;
  readonly text: string;
}

/** What pages of the desk load: its style and its modules. */
export interface Assets {
  /** Address of the style sheet. */
  readonly style: string;
  /** Address of a module of `site/desk`, such as `queue.js`. */
  module(name: string): string;
  /** What stands at an address below `/assets/`; it changes with its content, so that a browser keeps it. */
  at(path: string): Asset | undefined;
}

/** The publication's own colours, faces and charts. */
const SHARED = ["1-tokens.css", "2-base.css", "7-charts.css"];

export const ASSETS_PATH = "/assets/";

export function openAssets(world: World, home: string): Assets {
  const layers = layersOf(world, home);
  const sheets = [
    ...SHARED.map((name) => `site/styles/${name}`),
    ...layers
      .list(DESK_FOLDER)
      .filter((name) => name.endsWith(".css"))
      .map((name) => `${DESK_FOLDER}/${name}`),
  ];
  const style = sheets.map((path) => layers.open(path).text).join("\n");
  const styleName = `desk.${digest(style, 12)}.css`;
  let made: BrowserModules | undefined;
  const modules = (): BrowserModules => (made ??= browserModules(world, home));
  return {
    style: ASSETS_PATH + styleName,
    module: (name) => `${ASSETS_PATH}${modules().version}/${name}`,
    at(path) {
      if (path === styleName) return { type: "text/css; charset=utf-8", text: style };
      const { version, sources } = modules();
      const name = path.startsWith(`${version}/`) ? path.slice(version.length + 1) : "";
      const text = sources.get(name);
      return text === undefined ? undefined : { type: "text/javascript; charset=utf-8", text };
    },
  };
}
