import { z } from "zod";
import { isSame } from "../../../../base/tokens.ts";
import { reportedAt, type Report } from "../../bounces/report.ts";
import type { WebhookProvider } from "./provider.ts";

const VARIABLE = "BELLWETHER_POSTMARK_WEBHOOK";

/** By Postmark's types of bounces (https://postmarkapp.com/developer/api/bounce-api#bounce-types); those that are not named say nothing of a mailbox. */
const KINDS: Readonly<Record<string, Report["kind"]>> = {
  HardBounce: "hard",
  BadEmailAddress: "hard",
  SoftBounce: "soft",
  Transient: "soft",
  DnsError: "soft",
  Blocked: "soft",
  SpamComplaint: "complaint",
};

const callSchema = z.object({
  RecordType: z.string(),
  ID: z.number(),
  Type: z.string().optional(),
  Email: z.string(),
  BouncedAt: z.string().optional(),
});

/** Postmark signs nothing: its calls bear the name and password that were written into the webhook's address. */
export const postmark: WebhookProvider = {
  id: "postmark",
  isOpen: ({ world }) => (world.env[VARIABLE] ?? "").includes(":"),
  async read({ body, header }, { world }) {
    const expected = Buffer.from(world.env[VARIABLE] ?? "").toString("base64");
    if (!isSame(header("authorization") ?? "", `Basic ${expected}`)) return undefined;
    const call = callSchema.safeParse(JSON.parse(body));
    if (!call.success) return [];
    const { RecordType, ID, Type, Email, BouncedAt } = call.data;
    const kind = KINDS[RecordType === "SpamComplaint" ? RecordType : (Type ?? "")];
    if (kind === undefined) return [];
    const at = reportedAt(BouncedAt, world.now());
    return [{ kind, at, addresses: [Email], report: `postmark ${ID}`, said: Type ?? RecordType }];
  },
};
