import type { NetFaultCode } from "../base/codes.ts";

/** One request, whole. Header names are lower case. */
export interface NetRequest {
  readonly method: string;
  /** `http:` or `https:`, without user name or password. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  /** Milliseconds until the connection stands, TLS included. */
  readonly connectMs: number;
  /** Milliseconds until the last byte of the answer. */
  readonly totalMs: number;
  /** Largest body believed, in bytes, counted as sent and again as unpacked. */
  readonly maxBytes: number;
  /** True only for an address that the operator named: it may be on this machine or in a private network. */
  readonly mayBePrivate: boolean;
}

/** One answer, whole and unpacked; redirects are answers like any other. */
export interface NetReply {
  readonly status: number;
  /** Pairs as received, names in lower case; a name may repeat (`set-cookie`). */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** No answer, or none that can be used. */
export class NetFault extends Error {
  readonly code: NetFaultCode;

  constructor(code: NetFaultCode, message: string) {
    super(message);
    this.name = "NetFault";
    this.code = code;
  }
}

/** What a name may be asked for in the directory of the internet (DNS): a text record, who takes its mail (first whom to ask first), its addresses, or an address's name. */
export type DnsKind = "TXT" | "MX" | "A" | "AAAA" | "PTR";

/** The network, and the time that passes while it is waited for. */
export interface Net {
  /** Sends once: no retry, no redirect, no cache. @throws NetFault */
  send(request: NetRequest): Promise<NetReply>;
  /** What DNS says of a name, each record as text; nothing where there is none. @throws NetFault when it cannot be asked */
  resolve(kind: DnsKind, name: string): Promise<readonly string[]>;
  /** Resolves after so many milliseconds. */
  wait(milliseconds: number): Promise<void>;
}
