import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BUILT_IN_SOURCES } from "../../../generator/gather/sources/built-in.ts";
import { PROJECT } from "../support.ts";

/** One line of Markdown a source. */
function sourceTable(): string[] {
  const rows = BUILT_IN_SOURCES.map(({ id, about, keys }) => [
    `\`${id}\``,
    about.gives,
    about.cost,
    keys.map(({ name, required }) => `\`${name}\`${required ? "" : " (optional)"}`).join(", ") ||
      "none",
    about.limits,
    about.terms,
  ]);
  return [
    ["source", "gives", "cost", "key", "limits", "terms"],
    ["---", "---", "---", "---", "---", "---"],
    ...rows,
  ].map((cells) => `| ${cells.join(" | ")} |`);
}

test("the table of live sources is what the sources say of themselves", () => {
  const readme = readFileSync(join(PROJECT, "generator/gather/README.md"), "utf8").replace(
    /-{3,}/g,
    "---",
  );
  expect(readme.replace(/ +/g, " ")).toContain(sourceTable().join("\n"));
});
