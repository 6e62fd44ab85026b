import { mistake } from "../base/problem.ts";
import type { World } from "../world/world.ts";

/** Where a request really goes, and whether the operator named that place. */
export interface Route {
  readonly url: URL;
  readonly mayBePrivate: boolean;
}

/**
 * With `BELLWETHER_HTTP_VIA` every request goes to that base as `/<scheme>/<host>/<path>?<query>`: a caching gateway, a
 * recorder or a replay. Without it, straight to its host.
 * @throws Failure (2) when the variable is no http address.
 */
export function routing(world: World): (url: URL) => Route {
  const via = world.env["BELLWETHER_HTTP_VIA"];
  if (!via) return (url) => ({ url, mayBePrivate: false });
  if (!URL.canParse(via) || !/^https?:$/.test(new URL(via).protocol)) {
    throw mistake({
      code: "http-via",
      message: "BELLWETHER_HTTP_VIA is not an http address.",
      advice: "Give a base such as http://127.0.0.1:8080, or unset it.",
    });
  }
  const base = via.replace(/\/+$/, "");
  return (url) => ({
    url: new URL(`${base}/${url.protocol.slice(0, -1)}/${url.host}${url.pathname}${url.search}`),
    mayBePrivate: true,
  });
}
