/** Enhanced status (RFC 3463) and reply code (RFC 5321) within what a server said. */
const ENHANCED = /(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])/;
const REPLY = /(?<![\d.])([45]\d\d)(?=[ -]|$)/;

/** There is nobody of that name. */
const NOBODY =
  /\b(?:unknown (?:or illegal )?(?:user|recipient|mailbox|address|alias|local.?part)|(?:user|recipient|mailbox|address|account|alias) (?:is )?(?:unknown|not (?:found|known|exist)|disabled|inactive|invalid|no longer)|no (?:such|mailbox)\b|(?:does not|doesn['’]t|do not|didn['’]t) exist|invalid (?:recipient|mailbox|address|user)|not a (?:valid|known) (?:user|mailbox|recipient)|(?:recipient|address) (?:address )?rejected|unrouteable address|(?:host|domain)(?: or domain name)? not found)/i;

/** A mailbox that cannot take anything now. */
const FULL = /\b(?:quota|mailbox (?:is )?full|full mailbox|storage|too large|exceeds?)\b/i;

/** What is held against the sender, not the mailbox. */
const SENDER =
  /\b(?:spam|block(?:ed|list|ing)?|black ?list(?:ed)?|policy|reputation|rbl|dnsbl|ptr|r(?:everse )?dns|dmarc|spf|dkim|authenticat\w*|unauthenticated|rate|too many|try again|grey ?list\w*|sender|abuse|forbidden)\b/i;

/** What a status says of a mailbox: gone for good, or not this time; undefined where it says neither. */
export type BounceKind = "hard" | "soft";

/**
 * What a failure that is final for the mail says of its mailbox. Only what says that nobody is there is hard: a full mailbox, a policy and a
 * server that cannot be reached are not the reader's doing.
 * @param status the enhanced status of a report, where it has one; else it is looked for in `said`.
 */
export function bounceKind(status: string, said: string): BounceKind {
  const [, level, subject, detail] = specific(status, said);
  if (level === "4" || FULL.test(said)) return "soft";
  const named = `${subject}.${detail}`;
  if (/^(?:1\.(?:[012346]|10)|2\.[01]|4\.(?:4|310))$/.test(named))
    return SENDER.test(said) && !NOBODY.test(said) ? "soft" : "hard";
  if (/^1\.[789]$|^2\.[234]$|^[3568]\./.test(named)) return "soft";
  if (NOBODY.test(said)) return SENDER.test(said) && !/5\.1\.[01]\b/.test(said) ? "soft" : "hard";
  const code = REPLY.exec(said)?.[1];
  const isMailbox = code === "550" || code === "551" || code === "553";
  return subject === undefined && isMailbox && !SENDER.test(said) ? "hard" : "soft";
}

/** The status that says more: some reports give 5.0.0 and quote the server's own. */
function specific(status: string, said: string): readonly (string | undefined)[] {
  const own = ENHANCED.exec(status);
  const quoted = ENHANCED.exec(said);
  const isVague = own === null || (own[2] === "0" && own[3] === "0");
  const found = isVague ? (quoted ?? own) : own;
  if (found) return found;
  const code = REPLY.exec(said)?.[1];
  return [undefined, code?.[0]];
}
