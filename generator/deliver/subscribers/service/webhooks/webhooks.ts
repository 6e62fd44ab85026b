import { Hono } from "hono";
import { NetFault } from "../../../../world/net.ts";
import { applyReport } from "../../bounces/report.ts";
import type { Service } from "../service.ts";
import { postmark } from "./postmark.ts";
import type { Ground, WebhookProvider } from "./provider.ts";
import { resend } from "./resend.ts";
import { ses } from "./ses.ts";

const PROVIDERS: readonly WebhookProvider[] = [postmark, resend, ses];

/** Where providers of mail tell of what came back. What is not proven to be theirs changes nothing. */
export function webhooks(service: Service): Hono {
  const { world, publication, table, membership } = service;
  const ground: Ground = { world, snsTopic: publication.mail?.snsTopic };
  const app = new Hono();
  for (const provider of PROVIDERS.filter((each) => each.isOpen(ground)))
    app.post(`/${provider.id}`, async (context) => {
      const body = await context.req.text();
      const call = { body, header: (name: string) => context.req.header(name) };
      try {
        const reports = await provider.read(call, ground);
        if (reports === undefined) return context.text("This is not proven to be yours.\n", 403);
        for (const report of reports) await applyReport(table, membership, report);
        return context.text("Thank you.\n");
      } catch (error) {
        if (error instanceof SyntaxError) return context.text("This is no JSON.\n", 400);
        // They call again later.
        if (error instanceof NetFault) return context.text("Try again later.\n", 503);
        throw error;
      }
    });
  return app;
}
