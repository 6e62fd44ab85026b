import type { WebFaultCode } from "../base/codes.ts";

/** What went wrong with one provider; it stops that provider's series and no others. The message holds no secret. */
export class WebFault extends Error {
  readonly code: WebFaultCode;

  constructor(code: WebFaultCode, message: string) {
    super(message);
    this.name = "WebFault";
    this.code = code;
  }
}
