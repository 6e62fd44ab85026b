import { join } from "node:path";
import { escapeMarkup } from "../../base/markup.ts";
import { Failure } from "../../base/problem.ts";
import { slug } from "../../base/slug.ts";
import type { World } from "../../world/world.ts";
import { fillIn } from "../message/marks.ts";
import type { Mail, Transport } from "./transport.ts";

/** So many mails are listed on the page to look at. */
const LISTED = 500;

/** Puts each mail into a file that mail programs open, with a page to look at: nothing leaves this machine. */
export function sinkTransport(world: World, outbox: string): Transport {
  const pages = new Map<string, Mail>();
  const folderOf = ({ mailing }: Mail): string => join(outbox, slug(mailing.issue.id));
  return {
    id: "sink",
    shown: outbox,
    connections: 1,
    async send(mail) {
      const folder = folderOf(mail);
      const file = `${encodeURIComponent(mail.recipient.id)}.eml`;
      try {
        world.files.write(join(folder, file), mail.bytes);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return { kind: "unsent", answer: error.message, fault: error.problems[0]! };
      }
      if (!pages.has(folder)) pages.set(folder, mail);
      return { kind: "accepted", answer: `written to ${file}` };
    },
    async close() {
      for (const [folder, mail] of pages) {
        world.files.write(join(folder, "mail.html"), shownMail(mail));
        const names = world.files.list(folder).filter((name) => name.endsWith(".eml"));
        world.files.write(join(folder, "index.html"), listPage(mail, names));
      }
    },
  };
}

/** The mail of one reader as a page, its pictures within. */
function shownMail({ mailing: { issue }, recipient }: Mail): string {
  return issue.images.reduce(
    (html, { id, contentType, body }) =>
      html.replaceAll(
        `cid:${id}`,
        () => `data:${contentType};base64,${Buffer.from(body).toString("base64")}`,
      ),
    fillIn(issue.html, recipient),
  );
}

function listPage({ mailing: { issue, from }, recipient }: Mail, names: readonly string[]): string {
  const title = escapeMarkup(issue.subject);
  const items = names
    .slice(0, LISTED)
    .map((name) => `<li><a href="${encodeURIComponent(name)}">${escapeMarkup(name)}</a></li>`);
  const more = names.length > LISTED ? `<p>and ${names.length - LISTED} more</p>` : "";
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; margin: 1rem auto; max-width: 60rem; padding: 0 1rem } iframe { width: 100%; height: 70vh }</style>
<h1>${title}</h1>
<p>From ${escapeMarkup(from.address)}; ${names.length} mails, of which nothing left this machine. This is the one to ${escapeMarkup(recipient.address)}:</p>
<iframe src="mail.html" title="${title}" sandbox></iframe>
<h2>All mails</h2>
<ul>
${items.join("\n")}
</ul>
${more}
`;
}
