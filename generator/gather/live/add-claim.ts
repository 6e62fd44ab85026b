import type { Code } from "../../base/codes.ts";
import { join } from "node:path";
import { parse } from "node-html-parser";
import { stringify } from "yaml";
import { z } from "zod";
import type { Day } from "../../base/day.ts";
import { digest } from "../../base/digest.ts";
import { suggestion } from "../../base/nearest.ts";
import { mistake } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import type { Publication } from "../../publication/publication.ts";
import { claimSchema, type Claim } from "../../publication/catalogue.ts";
import { fromMonthName } from "../sources/days.ts";
import { httpClientOf } from "../../web/http-client.ts";
import { loadSecrets } from "../../web/secrets.ts";
import { openWeb } from "../../web/web.ts";

export interface ClaimRequest {
  readonly url: string;
  readonly subject: string;
  readonly quantity: string;
  /** Instead of what oEmbed says, or where it is not offered. */
  readonly reporter?: string | undefined;
  readonly posted?: Day | undefined;
}

/** Who offers oEmbed (https://oembed.com), by host. */
const OEMBED: Readonly<Record<string, { readonly endpoint: string; readonly medium: string }>> = {
  "x.com": { endpoint: "https://publish.twitter.com/oembed", medium: "a post on X" },
  "twitter.com": { endpoint: "https://publish.twitter.com/oembed", medium: "a post on X" },
  "www.youtube.com": { endpoint: "https://www.youtube.com/oembed", medium: "a video on YouTube" },
};

const answer = z.object({ author_name: z.string().min(1), html: z.string() });
const LONGEST_QUOTE = 600;

/**
 * Writes a claim file for a post: author, date and text from oEmbed where its host offers it. The figures are for the
 * editor to fill in. An existing file is never overwritten.
 * @throws Failure (2) for a wrong address or name, or where author or date are neither found nor given; WebFault.
 */
export async function addClaim(
  world: World,
  publication: Publication,
  request: ClaimRequest,
): Promise<{ file: string; claim: Claim }> {
  const url = URL.parse(request.url);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw wrong("claim-url", `"${request.url}" is not a web address.`);
  const { subjects, quantities } = publication.catalogue;
  if (!subjects.has(request.subject))
    throw wrong(
      "unknown-subject",
      `The subject "${request.subject}" is not declared.`,
      suggestion(request.subject, subjects.keys()),
    );
  if (!quantities.has(request.quantity))
    throw wrong(
      "unknown-quantity",
      `"${request.quantity}" is not a quantity.`,
      suggestion(request.quantity, quantities.keys()),
    );

  const post = await readPost(world, publication.home, url);
  const reporter = request.reporter ?? post.reporter;
  const posted = request.posted ?? post.posted;
  if (reporter === undefined || posted === undefined)
    throw wrong(
      "claim-unknown",
      "The address does not say who posted it and when.",
      "Give --reporter and --posted.",
    );
  const claim = claimSchema.parse({
    id: `${request.subject}-${posted}-${digest(url.href, 6)}`,
    subject: request.subject,
    quantity: request.quantity,
    reporter,
    medium: post.medium,
    url: url.href,
    posted,
    seen: new Date(world.now()).toISOString(),
    ...(post.quote ? { quote: post.quote } : {}),
    figures: [],
  });
  const file = `content/data/claims/${claim.id}.yaml`;
  const path = join(publication.home, file);
  if (world.files.exists(path))
    throw wrong(
      "claim-exists",
      `The claim is there already: ${file}.`,
      "Edit the file; it is not overwritten.",
    );
  const head =
    "# A reported claim. Fill in `figures` by what the post says: name, value, unit, decimals, hedge.\n";
  world.files.write(path, head + stringify(claim));
  return { file, claim };
}

interface Post {
  readonly reporter?: string;
  readonly posted?: Day;
  readonly quote?: string;
  readonly medium: string;
}

async function readPost(world: World, home: string, url: URL): Promise<Post> {
  const offer = OEMBED[url.hostname.replace(/^mobile\./, "")];
  if (offer === undefined) return { medium: `a post on ${url.hostname}` };
  const web = openWeb(world, loadSecrets(world, home, []));
  const http = httpClientOf(web, { id: "oembed", spacingMs: 1000 });
  const asked = `${offer.endpoint}?${new URLSearchParams({ url: url.href, omit_script: "1", format: "json" })}`;
  const { author_name, html } = await http.json(asked, answer);
  const embedded = parse(html);
  const quote = plain(embedded.querySelector("p")?.textContent ?? "").slice(0, LONGEST_QUOTE);
  const dates = embedded.querySelectorAll("a").map((link) => fromMonthName(link.textContent));
  const posted = dates.findLast((text) => /^\d{4}-\d{2}-\d{2}$/.test(text));
  return {
    reporter: plain(author_name),
    medium: offer.medium,
    ...(posted === undefined ? {} : { posted }),
    ...(quote === "" ? {} : { quote }),
  };
}

/** Foreign text on one line, without characters that steer a terminal or turn the reading direction. */
function plain(text: string): string {
  return text.replace(/[\p{C}\s]+/gu, " ").trim();
}

function wrong(code: Code, message: string, advice?: string): Error {
  return mistake({ code, message, ...(advice ? { advice } : {}) });
}
