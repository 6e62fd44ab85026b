import type { NetFaultCode } from "../world/net.ts";

/** Why a provider's answer could not be had, or could not be believed. */
export type WebFaultCode =
  | NetFaultCode
  | "status"
  | "redirect"
  | "asked-to-wait"
  | "resting"
  | "not-recorded"
  | "not-text"
  | "not-json"
  | "drift"
  | "missing-key";

/** What went wrong with one provider; it stops that provider's series and no others. The message holds no secret. */
export class WebFault extends Error {
  readonly code: WebFaultCode;

  constructor(code: WebFaultCode, message: string) {
    super(message);
    this.name = "WebFault";
    this.code = code;
  }
}
