import { outage } from "../base/problem.ts";
import { addClaim, type ClaimRequest } from "../gather/live/add-claim.ts";
import { WebFault } from "../web/fault.ts";
import { loadPublication } from "../publication/publication.ts";
import type { Answer, Call } from "./call.ts";

/** Takes a third party's post in as a claim, to be completed by an editor. */
export async function claimAdd(call: Call, request: ClaimRequest): Promise<Answer> {
  const publication = loadPublication(call.world, call.home, call.kit, call);
  try {
    const { file, claim } = await addClaim(call.world, publication, request);
    const said = claim.quote === undefined ? "" : `: "${claim.quote}"`;
    const lines = [
      `${file}: ${claim.reporter}, ${claim.posted}${said}`,
      "Fill in its figures, then run `bellwether gather`.",
    ];
    return { status: 0, lines, value: { file, claim } };
  } catch (error) {
    if (!(error instanceof WebFault)) throw error;
    const advice = "Try again later, or give --reporter and --posted and another address.";
    throw outage({ code: error.code, message: `${error.message}.`, advice });
  }
}
