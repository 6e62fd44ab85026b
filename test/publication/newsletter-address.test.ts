import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { loadPublication } from "../../generator/publication/publication.ts";
import { PROJECT, temporaryFolder, worldAt } from "../gather/support.ts";

const world = worldAt("2025-07-01T00:00:00Z");

const MAIL = `mail:
  from: { name: Example, address: daily@example.org }
  postal: 1 Example Street
`;

/** The sample publication, in which these lines are put below `publication:` and at the end. */
function loaded(newsletter: string, mail: string) {
  const home = temporaryFolder();
  const text = readFileSync(join(PROJECT, "bellwether.yaml"), "utf8").replace(
    /^publication:\n/m,
    `publication:\n${newsletter}`,
  );
  writeFileSync(join(home, "bellwether.yaml"), `${text}\n${mail}`);
  return loadPublication(world, home, BUILT_IN);
}

test("readers sign up at the publication's own service where it names no other", () => {
  const service = "  service: https://news.example.org/letters\n";
  const { newsletter, mail } = loaded("", MAIL + service);
  expect(mail?.service).toBe("https://news.example.org/letters/");
  expect(newsletter).toEqual({
    action: "https://news.example.org/letters/subscribe",
    field: "email",
  });
  const other = "  newsletter: { action: https://lists.example/join, field: address }\n";
  expect(loaded(other, MAIL + service).newsletter).toEqual({
    action: "https://lists.example/join",
    field: "address",
  });
  expect(loaded("", MAIL).newsletter).toBeUndefined();
});

test("no address goes over the network in the clear: http is for this machine alone", () => {
  for (const url of [
    "http://news.example.org/",
    "http://127.0.0.1.evil.example/",
    "ftp://news.example.org/",
  ]) {
    expect(() => loaded(`  newsletter: { action: "${url}" }\n`, "")).toThrow(
      /publication\.newsletter\.action|action/,
    );
    expect(() => loaded("", `${MAIL}  service: "${url}"\n`)).toThrow(/service/);
  }
  expect(() => loaded("", `${MAIL}  service: "https://news.example.org/?list=1"\n`)).toThrow(
    /query/,
  );
  expect(loaded("", `${MAIL}  service: "http://localhost:4324/"\n`).newsletter?.action).toBe(
    "http://localhost:4324/subscribe",
  );
});
