import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { realWorld } from "../../generator/world/disk.ts";
import { ROOT } from "../support/bundle.ts";
import { cliHome, run, type CliHome } from "../support/cli.ts";

let home: CliHome;

beforeAll(() => {
  home = cliHome();
  const edition = home.path("content/editions/2025-05-08");
  mkdirSync(dirname(edition), { recursive: true });
  cpSync(join(ROOT, "content/editions/2025-05-08"), edition, { recursive: true });
});

afterAll(() => home[Symbol.dispose]());

test("one command makes the first mail of a fresh copy, and says that its sender is an example", async () => {
  const { status, stdout } = await run(home, ["mail", "preview", "--out", "mail.html"]);
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^2025-05-08\/daily\/en: "Russell 2000 .*"; \d+ kB of HTML, 2 pictures\.$/m,
  );
  expect(stdout).toContain(
    "bellwether.yaml has no `mail:`: sender and postal address are examples",
  );
  const html = readFileSync(home.path("mail.html"), "utf8");
  expect(html).toContain("data:image/png;base64,");
  expect(html).not.toContain("cid:");
});

test("preview serves the mail until it is asked to stop", async () => {
  const { promise, resolve: stop } = Promise.withResolvers<void>();
  const seen: string[] = [];
  const world = { ...realWorld(), stopped: () => promise };
  const args = ["mail", "preview", "--format", "weekly", "--port", "0", "--json"];
  const stdout = { write: (text: string) => seen.push(text) };
  const running = import("../../generator/commands/program.ts").then(({ bellwether }) =>
    bellwether(args, { ...world, currentFolder: () => home.folder, stdout }),
  );
  await expect.poll(() => seen.length).toBe(1);
  const { address } = JSON.parse(seen[0]!) as { address: string };
  const page = await fetch(address);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await page.text()).toContain("The week: Bitcoin up 3.0%");
  expect(await (await fetch(`${address}mail.txt`)).text()).toContain("The week in figures");
  stop();
  expect(await running).toBe(0);
});

test.for([
  ["listmonk", "{{ UnsubscribeURL }}", "{{ ManageURL }}"],
  ["buttondown", "{{ unsubscribe_url }}", "{{ manage_subscription_url }}"],
  ["html", "https://unsubscribe.invalid/", "https://preferences.invalid/"],
])(
  "export for %s writes links as that does, pictures beside the file or at an address",
  async ([to, unsubscribe, preferences]) => {
    const args = [
      "mail",
      "export",
      "--edition",
      "2025-05-08",
      "--to",
      `${to}/mail.html`,
      "--for",
      to!,
    ];
    const { status, stdout } = await run(home, [...args, "--json"]);
    expect(status).toBe(0);
    const { images } = JSON.parse(stdout) as { images: string[] };
    expect(images).toEqual(
      [1, 2].map((at) =>
        home.path(to!, `2025-05-08-daily-${at === 1 ? "price" : "rsi"}-${at}.png`),
      ),
    );
    for (const path of images) expect(readFileSync(path).subarray(1, 4).toString()).toBe("PNG");
    const html = readFileSync(home.path(to!, "mail.html"), "utf8");
    expect(html).toContain(`href="${unsubscribe}"`);
    expect(html).toContain(`href="${preferences}"`);
    expect(html).toContain('src="2025-05-08-daily-price-1.png"');
    await run(home, [...args, "--images", "https://media.example.org/mail"]);
    expect(readFileSync(home.path(to!, "mail.html"), "utf8")).toContain(
      'src="https://media.example.org/mail/2025-05-08-daily-price-1.png"',
    );
  },
);

test.for([
  [["--edition", "2025-05-09"], /There is no edition of 2025-05-09.*\(no-edition\)/],
  [["--format", "alert", "--edition", "2025-05-07"], /There is no edition of 2025-05-07/],
  [["--format", "monthly"], /Allowed choices are daily, weekly, alert/],
] as const)("what cannot be made is told: %j", async ([args, told]) => {
  const { status, stderr } = await run(home, ["mail", "preview", "--out", "x.html", ...args]);
  expect(status).toBe(2);
  expect(stderr).toMatch(told);
});
