import { createHmac } from "node:crypto";
import { z } from "zod";
import { isSame } from "../../../../base/tokens.ts";
import { reportedAt } from "../../bounces/report.ts";
import type { WebhookProvider } from "./provider.ts";

const VARIABLE = "BELLWETHER_RESEND_WEBHOOK";

/** How far the clock of a call may be from ours. */
const TOLERANCE_MS = 5 * 60_000;

const callSchema = z.object({
  type: z.string(),
  created_at: z.string().optional(),
  data: z.object({
    to: z.array(z.string()),
    bounce: z.object({ type: z.string().optional() }).optional(),
  }),
});

/** Resend signs with Svix (https://docs.svix.com/receiving/verifying-payloads/how-manual). */
export const resend: WebhookProvider = {
  id: "resend",
  isOpen: ({ world }) => (world.env[VARIABLE] ?? "").startsWith("whsec_"),
  async read({ body, header }, { world }) {
    const [id = "", timestamp = ""] = [header("svix-id"), header("svix-timestamp")];
    const secret = Buffer.from((world.env[VARIABLE] ?? "").slice("whsec_".length), "base64");
    const signature = svixSignature(secret, id, timestamp, body);
    const given = (header("svix-signature") ?? "").split(" ");
    if (!given.some((each) => isSame(each, `v1,${signature}`))) return undefined;
    if (!(Math.abs(Number(timestamp) * 1000 - world.now()) <= TOLERANCE_MS)) return undefined;
    const call = callSchema.safeParse(JSON.parse(body));
    if (!call.success) return [];
    const { type, created_at: created, data } = call.data;
    const isComplaint = type === "email.complained";
    if (!isComplaint && type !== "email.bounced") return [];
    const isSoft = data.bounce?.type !== undefined && data.bounce.type !== "Permanent";
    return data.to.map((address) => ({
      kind: isComplaint ? "complaint" : isSoft ? "soft" : "hard",
      at: reportedAt(created, world.now()),
      addresses: [address],
      report: `resend ${id}`,
      said: data.bounce?.type ?? type,
    }));
  },
};

/** HMAC-SHA256 over id, time and body, in base64. */
export function svixSignature(
  secret: Uint8Array,
  id: string,
  timestamp: string,
  body: string,
): string {
  return createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64");
}
