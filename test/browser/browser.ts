import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflate } from "@sparticuz/chromium";
import { chromium, type Browser } from "playwright-core";

/** How long anything may take that a page is waited for: long enough for a machine that is busy with much else. */
const PATIENCE_MS = 120_000;

/**
 * Starts the Chromium that npm installs, with the libraries and fonts that come with it: nothing of the machine is
 * needed, and no network. The pack is made for Linux on x64; elsewhere an installed Chrome is used.
 */
export async function launch(more: readonly string[] = []): Promise<Browser> {
  const browser = await launched(more);
  browser.on("context", (context) => context.setDefaultTimeout(PATIENCE_MS));
  return browser;
}

async function launched(more: readonly string[]): Promise<Browser> {
  const folder = await unpacked();
  if (folder === undefined) return chromium.launch({ channel: "chrome", args: [...more] });
  return chromium.launch({
    executablePath: join(folder, "chromium"),
    args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none", ...more],
    env: {
      ...process.env,
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
      LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
    },
  });
}

/** Unpacks the browser, where there is one for the machine, once; test files that run at the same time, or a killed run, never leave half a browser. */
export async function unpacked(): Promise<string | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const home = join(import.meta.dirname, "..", "..", "node_modules", "@sparticuz", "chromium");
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const folder = join(tmpdir(), `bellwether-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const aside = mkdtempSync(`${folder}-`);
  await inflateInto(aside, ["chromium.br", "al2023.tar.br", "fonts.tar.br"], join(home, "bin"));
  writeFileSync(join(aside, "fonts.conf"), fontConfiguration(folder));
  try {
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function inflateInto(
  folder: string,
  names: readonly string[],
  packed: string,
): Promise<void> {
  const { TMPDIR } = process.env;
  process.env["TMPDIR"] = folder;
  try {
    await Promise.all(names.map((name) => inflate(join(packed, name))));
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
  }
}

function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>
`;
}
