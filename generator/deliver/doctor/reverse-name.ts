import { looked, type Look, type Records } from "./look.ts";

/** Whether an address that mails come from has a name that leads back to it: large providers take no mail without. */
export function lookAtReverseName(records: Records, address: string): Promise<Look> {
  return looked("reverse name", async () => {
    const names = await records("PTR", address);
    if (names.length === 0)
      return {
        said: `${address} has no name`,
        findings: [`Have whoever runs the network of ${address} give it a name (PTR record).`],
      };
    const kind = address.includes(":") ? "AAAA" : "A";
    for (const name of names)
      if ((await records(kind, name)).includes(address))
        return { said: `${address} is ${name}, and back`, findings: [] };
    return {
      said: `${address} is ${names.join(", ")}`,
      findings: [
        `${names.join(", ")} does not lead back to ${address}: give it that address (${kind} record).`,
      ],
    };
  });
}

/** Whether somebody takes the mails that come back. */
export function lookAtReplies(records: Records, domains: readonly string[]): Promise<Look> {
  return looked("replies and bounces", async () => {
    const findings: string[] = [];
    for (const domain of new Set(domains)) {
      const servers = await records("MX", domain);
      if (servers.join("") === "")
        findings.push(
          `Nobody takes mail for ${domain}: give it an MX record, or bounces and replies are lost.`,
        );
    }
    return { said: [...new Set(domains)].join(", "), findings };
  });
}
