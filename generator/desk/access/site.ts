/** The desk as a browser addresses it. */
export interface DeskSite {
  /** Such as `http://127.0.0.1:4322`. */
  readonly origin: string;
  readonly isSecure: boolean;
  /** What its cookies are told apart by: those of one machine are shared by all of its ports. */
  readonly port: string;
  /** Name that passkeys are kept under; undefined for an address in numbers, which has none. */
  readonly domain: string | undefined;
}

const LOOPBACK = new Set(["127.0.0.1", "[::1]", "localhost"]);

/**
 * The site that a request was sent to, by its `Host`: the publication's own address of the desk, or this machine. Undefined for any other
 * name, by which a page of somebody else's may have been led here.
 * @param url where people come to the desk when not on its machine.
 */
export function siteOf(host: string | undefined, url: string | undefined): DeskSite | undefined {
  const own = url === undefined ? undefined : new URL(url);
  if (own !== undefined && host?.toLowerCase() === own.host)
    return { origin: own.origin, isSecure: true, port: "", domain: own.hostname };
  const asked = host === undefined ? null : URL.parse(`http://${host}/`);
  if (asked === null || asked.host !== withoutUsualPort(host) || !isLoopback(asked.hostname))
    return undefined;
  const domain = asked.hostname === "localhost" ? asked.hostname : undefined;
  return { origin: asked.origin, isSecure: false, port: asked.port, domain };
}

/** Whether only this machine can reach a server that listens there. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host) || LOOPBACK.has(`[${host}]`);
}

function withoutUsualPort(host: string | undefined): string | undefined {
  return host?.toLowerCase().replace(/:80$/, "");
}
