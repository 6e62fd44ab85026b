import { providerOf, type Web } from "./web.ts";

/** A `fetch` as libraries expect it, every request of which passes the one way in and out. */
export function fetchThrough(web: Web, provider: string, spacingMs: number): typeof fetch {
  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const reply = await web.ask({
      provider: providerOf(provider, url),
      spacingMs,
      url,
      method: init.method === "POST" ? "POST" : "GET",
      headers: plainHeaders(init.headers),
      ...(typeof init.body === "string" ? { body: init.body } : {}),
      redirects: init.redirect === "manual" ? "none" : "same-host",
    });
    const headers = new Headers();
    for (const [name, value] of reply.headers) if (!PACKING.has(name)) headers.append(name, value);
    const hasBody = reply.status !== 204 && reply.status !== 304;
    const response = new Response(hasBody ? Buffer.from(reply.body) : null, {
      status: reply.status,
      headers,
    });
    Object.defineProperty(response, "url", { value: url });
    return response;
  };
}

/** The body comes unpacked. */
const PACKING = new Set(["content-encoding", "content-length", "transfer-encoding"]);

function plainHeaders(given: RequestInit["headers"]): Record<string, string> {
  const headers = Object.fromEntries(new Headers(given));
  delete headers["accept-encoding"];
  return headers;
}
