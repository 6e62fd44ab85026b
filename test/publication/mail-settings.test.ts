import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { exampleMail } from "../../generator/publication/mail/mail-settings.ts";
import { loadPublication } from "../../generator/publication/publication.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { world } from "../support/bundle.ts";
import { cliHome } from "../support/cli.ts";

const FROM = "from: { name: Daily, address: daily@example.org }";

function loaded(mail: string) {
  using home = cliHome();
  const file = home.path("bellwether.yaml");
  writeFileSync(file, `${readFileSync(file, "utf8")}\nmail: { ${mail} }\n`);
  return loadPublication(world, home.folder, BUILT_IN).mail;
}

test("sender and postal address are enough, the rest has its defaults", () => {
  expect(loaded(`${FROM}, postal: 1 Real Street`)).toEqual({
    from: { name: "Daily", address: "daily@example.org" },
    postal: "1 Real Street",
    formats: ["daily", "weekly", "alert"],
    lead: "full",
    alertFrom: 65,
    transport: "sink",
  });
});

test.for([
  [FROM, /bellwether\.yaml:\d+:\d+: mail\.postal/],
  ["postal: 1 Real Street", /mail\.from/],
  [`${FROM}, postal: x, formats: [monthly]`, /mail\.formats.*"daily"/s],
  [`${FROM}, postal: x, lead: half`, /mail\.lead/],
  [`${FROM}, postal: x, replyTo: nobody`, /mail\.replyTo: expected a mail address such as/],
  [
    'from: { name: "Daily\\r\\nBcc: a@b.example", address: d@example.org }, postal: x',
    /mail\.from\.name: expected one line without control characters/,
  ],
  ['from: { name: D, address: "d@example.org, e@example.org" }, postal: x', /mail\.from\.address/],
] as const)("a mistake is told with its place: %s", ([mail, told]) => {
  expect(() => loaded(mail)).toThrow(told);
});

test.for([
  ["https://news.example.org/daily/", "newsletter@news.example.org"],
  ["http://127.0.0.1:4321/", "newsletter@bellwether.example"],
  ["http://localhost/", "newsletter@bellwether.example"],
])("a publication at %s that says nothing has an example sender, %s", ([url, address]) => {
  expect(exampleMail({ name: "Daily", url: url! }).from).toEqual({ name: "Daily", address });
});
