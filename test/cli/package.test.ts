import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder, removeFolder } from "../support/room.ts";

const ROOT = join(import.meta.dirname, "../..");

test("the compiled package makes the same edition as the source", () => {
  const folder = makeFolder("package");
  try {
    const { files, bin } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const installed = join(folder, "package");
    const compiled = spawnSync(
      process.execPath,
      [
        join(ROOT, "node_modules/typescript/bin/tsc"),
        "-p",
        join(ROOT, "tsconfig.build.json"),
        "--outDir",
        join(installed, "dist"),
      ],
      { encoding: "utf8" },
    );
    expect(compiled.stdout).toBe("");
    for (const file of [...files.filter((each: string) => each !== "dist"), "package.json"]) {
      cpSync(join(ROOT, file), join(installed, file), { recursive: true });
    }
    symlinkSync(join(ROOT, "node_modules"), join(installed, "node_modules"));
    const run = (...args: string[]): string =>
      spawnSync(process.execPath, [join(installed, bin.bellwether), ...args], {
        cwd: folder,
        encoding: "utf8",
      }).stdout;
    run("init", "mine");
    expect(run("daily", "--home", "mine", "--date", "2025-05-08")).toContain(
      "market-wrap.md  approved, new",
    );
    const edition = "content/editions/2025-05-08/cross-market-note.md";
    expect(readFileSync(join(folder, "mine", edition), "utf8")).toBe(
      readFileSync(join(ROOT, edition), "utf8"),
    );
  } finally {
    removeFolder(folder);
  }
});
