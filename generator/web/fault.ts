import type { WebFaultCode } from "../base/codes.ts";

/** What went wrong with one provider; it stops that provider's series and no others. The message holds no secret. */
export class WebFault extends Error {
  readonly code: WebFaultCode;
  /** What the provider answered with, where it answered and refused. */
  readonly status: number | undefined;
  /** How long it asks to be left alone, in milliseconds. */
  readonly waitMs: number | undefined;

  constructor(
    code: WebFaultCode,
    message: string,
    { status, waitMs }: { readonly status?: number; readonly waitMs?: number | undefined } = {},
  ) {
    super(message);
    this.name = "WebFault";
    this.code = code;
    this.status = status;
    this.waitMs = waitMs;
  }
}
