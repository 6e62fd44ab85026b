import { z } from "zod";
import { issueShape } from "./issue-settings.ts";
import { serviceShape } from "./service-settings.ts";
import { transportShape } from "./transport-settings.ts";

export const mailSchema = z.strictObject({ ...issueShape, ...serviceShape, ...transportShape });

/** What a publication says of its newsletter. */
export type MailSettings = z.output<typeof mailSchema>;

/** What stands in place of `mail:` where a publication has none: enough to look at its issues, and nobody's real address. */
export function exampleMail({
  name,
  url,
}: {
  readonly name: string;
  readonly url: string;
}): MailSettings {
  return mailSchema.parse({
    from: { name: name.replace(/[\p{Cc}\p{Cf}]/gu, ""), address: exampleAddress(url) },
    postal: "1 Example Street, Example Town",
  });
}

/** An address at the site's own host, where that is one that a mail can be from. */
function exampleAddress(url: string): string {
  const { hostname } = new URL(url);
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(hostname)
    ? `newsletter@${hostname}`
    : "newsletter@bellwether.example";
}
