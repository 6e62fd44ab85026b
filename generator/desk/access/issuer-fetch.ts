import type { CustomFetch } from "openid-client";
import type { World } from "../../world/world.ts";

const WAIT_MS = 10_000;
const LARGEST = 2 ** 20;

/**
 * A `fetch` for the one host that the publication names as its provider of accounts, which may be in its own network. Nothing is sent twice:
 * what is asked there is good for one time.
 */
export function issuerFetch({ net }: World): CustomFetch {
  return async (address, { method, headers: asked, body: sent }) => {
    const { status, headers, body } = await net.send({
      method: method,
      url: new URL(address),
      headers: Object.fromEntries(new Headers(asked)),
      body: sent ? String(sent) : undefined,
      connectMs: WAIT_MS,
      totalMs: WAIT_MS,
      maxBytes: LARGEST,
      mayBePrivate: true,
    });
    const unpacked = headers.filter(
      ([name]) => !/^(?:content-encoding|content-length|transfer-encoding)$/.test(name),
    );
    const isEmpty = status === 204 || status === 304;
    return new Response(isEmpty ? null : Buffer.from(body), {
      status,
      headers: unpacked.map(([name, value]) => [name, value]),
    });
  };
}
