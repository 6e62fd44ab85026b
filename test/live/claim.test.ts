import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadClaims } from "../../generator/publication/claims.ts";
import { addClaim } from "../../generator/gather/live/add-claim.ts";
import { loadPublication } from "../../generator/publication/publication.ts";
import { routed } from "../gather/sources/routes.ts";
import { PROJECT, temporaryFolder } from "../gather/support.ts";
import { provider, worldVia } from "../gather/web/provider.ts";

const POST = "https://x.com/KobeissiLetter/status/1";

async function adding(html: string, author = "The Kobeissi Letter") {
  const { base } = await provider(
    routed({ "publish.twitter.com": { "/oembed": { author_name: author, html, url: POST } } }),
  );
  const home = temporaryFolder();
  cpSync(join(PROJECT, "bellwether.yaml"), join(home, "bellwether.yaml"));
  const world = worldVia(base, "2025-05-08T10:00:00Z");
  const publication = loadPublication(world, home, BUILT_IN);
  const add = (request = {}) =>
    addClaim(world, publication, {
      url: POST,
      subject: "russell2000",
      quantity: "shortInterest",
      ...request,
    });
  return { add, home, claims: () => loadClaims(world, home, publication.catalogue) };
}

const HTML =
  '<blockquote><p lang="en">Short interest is at ~4.6%&nbsp;of\nshares<script>alert(1)</script></p>&mdash; K (@K) <a href="x">May 8, 2025</a></blockquote>';

test("author, date and text of a post come from oEmbed, and the file is a valid claim", async () => {
  const { add, home, claims } = await adding(HTML, "The Kobeissi\u202E Letter\r\nBcc: x");
  const { file } = await add();
  expect(claims()).toMatchObject([
    {
      reporter: "The Kobeissi Letter Bcc: x",
      posted: "2025-05-08",
      seen: "2025-05-08T10:00:00.000Z",
      figures: [],
    },
  ]);
  expect(claims()[0]?.quote).toContain("Short interest is at ~4.6% of shares");
  await expect(add()).rejects.toThrow("there already");
  expect(readFileSync(join(home, file), "utf8")).not.toMatch(/[\u202E\r]/);
});

test("what is not known, or does not say who and when, is a mistake of the caller", async () => {
  const { add } = await adding("<blockquote><p>no date</p></blockquote>");
  await expect(add()).rejects.toThrow("--posted");
  await expect(add({ subject: "russell200" })).rejects.toThrow('Did you mean "russell2000"?');
  await expect(add({ quantity: "shortinterest" })).rejects.toThrow('Did you mean "shortInterest"?');
  await expect(add({ url: "javascript:alert(1)" })).rejects.toThrow("not a web address");
  await expect(add({ posted: "2025-05-08" })).resolves.toMatchObject({
    claim: { posted: "2025-05-08" },
  });
});
