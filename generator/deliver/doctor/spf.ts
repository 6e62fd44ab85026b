import { looked, type Look, type Records } from "./look.ts";

/** RFC 7208 §4.6.4: whoever checks gives up after so many questions to DNS. */
const MOST_LOOKUPS = 10;

const RECORD = /^v=spf1(?: |$)/i;

/** Terms that cost a question. */
const ASKING = /^[+?~-]?(?:include:|a(?=[:/]|$)|mx(?=[:/]|$)|ptr(?=[:]|$)|exists:)|^redirect=/i;

/** Which servers may send for a domain (SPF, RFC 7208): that of the address to which bounces go. */
export function lookAtSpf(records: Records, domain: string): Promise<Look> {
  return looked("SPF", async () => {
    const found = (await records("TXT", domain)).filter((record) => RECORD.test(record));
    const [record] = found;
    if (record === undefined)
      return {
        said: `${domain} has no record`,
        findings: [
          `Publish a TXT record at ${domain} that names the servers that send for it, such as "v=spf1 include:PROVIDER -all".`,
        ],
      };
    const lookups = await countLookups(records, domain, new Set());
    const findings = [
      ...(found.length > 1
        ? [`${domain} has ${found.length} SPF records, which counts as none: make them one.`]
        : []),
      ...(/(?:^|\s)\+?all(?:\s|$)/i.test(record)
        ? [
            `"all" at the end lets every server of the world send for ${domain}: write "-all" or "~all".`,
          ]
        : []),
      ...(/(?:^|\s)(?:[?~-]all|redirect=\S+)(?:\s|$)/i.test(record) || /\ball\b/i.test(record)
        ? []
        : [
            `The record of ${domain} does not say what holds for all other servers: end it with "-all" or "~all".`,
          ]),
      ...(lookups > MOST_LOOKUPS
        ? [
            `Reading the record takes ${lookups} questions to DNS; after ${MOST_LOOKUPS} it counts as an error.`,
          ]
        : []),
    ];
    return { said: `${record} (${lookups} lookups)`, findings };
  });
}

async function countLookups(records: Records, domain: string, seen: Set<string>): Promise<number> {
  if (seen.has(domain)) return 0;
  seen.add(domain);
  const record = (await records("TXT", domain)).find((each) => RECORD.test(each)) ?? "";
  const asking = record.split(/\s+/).filter((term) => ASKING.test(term));
  let count = asking.length;
  for (const term of asking) {
    const further = /^[+?~-]?include:(.+)$|^redirect=(.+)$/i.exec(term);
    const name = further?.[1] ?? further?.[2];
    // A name with a macro depends on who asks.
    if (name !== undefined && !name.includes("%")) count += await countLookups(records, name, seen);
  }
  return count;
}
