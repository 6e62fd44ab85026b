import { looked, tagsOf, type Look, type Records } from "./look.ts";

/** What DMARC (RFC 7489) is held against. */
export interface Identities {
  /** Domain of the address that readers see. */
  readonly from: string;
  /** Domain of the address to which bounces go, which SPF is about. */
  readonly bounces: string;
  /** Domains in whose name mails are signed. */
  readonly signers: readonly string[];
}

/** What the domain asks receivers to do with mails that only claim to be from it, and whether ours are more than a claim. */
export function lookAtDmarc(
  records: Records,
  { from, bounces, signers }: Identities,
): Promise<Look> {
  return looked("DMARC", async () => {
    const found = await policyOf(records, from);
    if (found === undefined)
      return {
        said: `${from} has no policy`,
        findings: [
          `Publish as TXT record at _dmarc.${from}: "v=DMARC1; p=none; rua=mailto:ADDRESS". Gmail, Yahoo and Outlook ask for one.`,
        ],
      };
    const { record, at } = found;
    const tags = tagsOf(record);
    const policy = tags.get("p") ?? "";
    const byDkim = signers.some((domain) => isAligned(domain, from, tags.get("adkim")));
    const bySpf = isAligned(bounces, from, tags.get("aspf"));
    const findings = [
      ...(["none", "quarantine", "reject"].includes(policy)
        ? []
        : [
            `The record at _dmarc.${at} names no policy that is known: p=${policy || "(nothing)"}.`,
          ]),
      ...(tags.has("rua")
        ? []
        : [
            `The record at _dmarc.${at} asks for no reports: add rua=mailto:ADDRESS to hear who sends in your name.`,
          ]),
      ...(byDkim || bySpf
        ? []
        : [
            `Neither the signature (${signers.join(", ") || "none"}) nor the address for bounces (${bounces}) is of the domain that readers see (${from}): DMARC fails.`,
          ]),
    ];
    const aligned = [...(byDkim ? ["DKIM"] : []), ...(bySpf ? ["SPF"] : [])].join(" and ");
    return { said: `${record}; aligned by ${aligned || "nothing"}`, findings };
  });
}

/** The policy of a domain or, failing that, of the nearest domain above it that has one. */
async function policyOf(
  records: Records,
  domain: string,
): Promise<{ readonly record: string; readonly at: string } | undefined> {
  for (let at = domain; at.includes("."); at = at.slice(at.indexOf(".") + 1)) {
    const found = await records("TXT", `_dmarc.${at}`);
    const record = found.find((each) => /^v=DMARC1\s*(?:;|$)/i.test(each));
    if (record !== undefined) return { record, at };
  }
  return undefined;
}

/** The same domain, or, unless it is held strictly (`s`), one below the other. */
function isAligned(domain: string, from: string, mode: string | undefined): boolean {
  if (domain === from) return true;
  return mode !== "s" && (domain.endsWith(`.${from}`) || from.endsWith(`.${domain}`));
}
