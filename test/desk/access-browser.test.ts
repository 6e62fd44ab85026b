import type { Browser, BrowserContext, Page, Request } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch } from "../browser/browser.ts";
import { follow } from "../browser/follow.ts";
import { brokenRules, EXCESS } from "../browser/probes.ts";
import { codeAt } from "../../generator/desk/access/one-time-codes.ts";
import { PASSWORD, Visitor } from "./door.ts";
import { realDesk, type RealDesk } from "./real-desk.ts";

let browser: Browser;
let desk: RealDesk;
/** Browsers keep passkeys for names, not for numbers. */
let root: string;

beforeAll(async () => {
  [browser, desk] = await Promise.all([launch(), realDesk()]);
  root = `http://localhost:${desk.port}`;
});

afterAll(async () => {
  await browser?.close();
  await desk?.[Symbol.asyncDispose]();
});

/** A page whose every complaint is kept. */
async function opened(options: Parameters<Browser["newContext"]>[0] = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    // A refusal is told there too; it is what is tested.
    if (!/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return { context, page, complaints };
}

/** Gives a page a device that keeps passkeys and whose person agrees to everything. */
async function withDevice(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test("a person makes a passkey by their link, signs in with it, and with no other (ASVS 6.3.7)", async () => {
  const { context, page, complaints } = await opened();
  await withDevice(context, page);
  await page.goto(root + (await desk.invited("Pia Key", "editor")));
  await page.click("text=Make a passkey");
  await page.waitForURL(`${root}/`);
  const made = (await desk.accounts.find("pia-key"))!;
  expect([made.passkeys.length, made.links, made.password]).toEqual([1, [], undefined]);

  const signIn = async (): Promise<void> => {
    await page.goto(`${root}/account`);
    await follow(page, () => page.click("text=Sign out"));
    await page.click("text=Use a passkey");
  };
  await signIn();
  await page.waitForURL(`${root}/`);
  await page.goto(`${root}/account`);
  expect(await page.innerText("main")).toContain("Pia Key");

  // The answer to a challenge is of use once: whoever saw it, with all that the browser had then, is not let in.
  const seen = new Visitor(desk.port, root);
  page.on("request", (request) => void (request.url() === `${root}/passkey` && remember(request)));
  let sent = "";
  const remember = (request: Request): void => {
    sent = request.postData() ?? "";
    seen.token = request.headers()["x-form-token"] ?? "";
  };
  await page.goto(`${root}/account`);
  await follow(page, () => page.click("text=Sign out"));
  for (const { name, value } of await context.cookies()) seen.cookies.set(name, value);
  await page.click("text=Use a passkey");
  await page.waitForURL(`${root}/`);
  const answer = await seen.send(
    "POST",
    "/passkey",
    { origin: root, "content-type": "application/json", "x-form-token": seen.token },
    sent,
  );
  expect([sent.length > 100, answer.status]).toEqual([true, 403]);
  expect(answer.body).toContain("does not know this passkey");

  await desk.accounts.change("pia-key", (account) => account && { ...account, passkeys: [] });
  await signIn();
  await page.waitForSelector("text=The desk does not know this passkey");
  expect(complaints).toEqual([]);
  await context.close();
});

test("the pages of the door work without script, and lead back to where a person was going", async () => {
  const path = await desk.invited("Nora Plain", "writer");
  const { context, page } = await opened({ javaScriptEnabled: false });
  await page.goto(root + path);
  await page.fill("#password", PASSWORD);
  await follow(page, () => page.click("text=Set the password and come in"));
  expect(page.url()).toBe(`${root}/`);
  await page.goto(`${root}/account`);
  await follow(page, () => page.click("text=Sign out"));
  await page.goto(`${root}/account`);
  await page.fill("#name", "Nora Plain");
  await page.fill("#password", "something else entirely");
  await follow(page, () => page.click("button:text('Sign in')"));
  expect(await page.innerText("[role=alert]")).toContain("do not go together");
  expect(await page.inputValue("#name")).toBe("Nora Plain");
  await page.fill("#password", PASSWORD);
  await follow(page, () => page.keyboard.press("Enter"));
  expect(page.url()).toBe(`${root}/account`);
  await context.close();
});

for (const colorScheme of ["light", "dark"] as const)
  test(`every page of the door is as axe wants it, and fits a phone, ${colorScheme}`, async () => {
    const { context, page } = await opened({
      colorScheme,
      viewport: { width: 360, height: 740 },
      bypassCSP: true,
    });
    const link = await desk.invited(`Axel ${colorScheme}`, "admin");
    const look = async (): Promise<void> => {
      const found = [page.url(), await brokenRules(page), await page.evaluate(EXCESS)];
      expect(found).toEqual([page.url(), [], 0]);
    };
    await page.goto(`${root}/first/gone`);
    await look();
    await page.goto(`${root}/sign-in`);
    await look();
    await page.fill("#name", "<b>Nobody</b>");
    await page.fill("#password", "x");
    await follow(page, () => page.click("button:text('Sign in')"));
    await look();
    await page.goto(root + link);
    await look();
    await page.evaluate(`document.querySelector("#password").minLength = 0`);
    await page.fill("#password", "short");
    await follow(page, () => page.click("text=Set the password and come in"));
    await look();
    await page.fill("#password", PASSWORD);
    await follow(page, () => page.click("text=Set the password and come in"));
    await page.goto(`${root}/account`);
    await look();
    await page.goto(`${root}/users`);
    await look();
    await page.fill("#name", `Guest of ${colorScheme}`);
    await follow(page, () => page.click("text=Add and make a link"));
    await page.locator("[role=status]", { hasText: "good for one use" }).waitFor();
    await look();

    await page.goto(`${root}/account`);
    await follow(page, () => page.click("text=Set one up"));
    await page.locator(".qr svg").waitFor();
    await look();
    const secret = await page.locator("[name=secret]").inputValue();
    await page.fill("#code", "000000");
    await follow(page, () => page.click("text=Set it up"));
    await page.locator("[role=alert]").waitFor();
    await look();
    await page.fill("#code", codeAt(secret, Math.floor(Date.now() / 30_000)));
    await follow(page, () => page.click("text=Set it up"));
    await page.locator(".codes").waitFor();
    await look();
    const recovery = await page.locator(".codes code").first().innerText();
    await follow(page, () => page.click("text=I have kept them"));
    await look();
    await follow(page, () => page.click("text=Sign out"));
    expect(page.url()).toBe(`${root}/sign-in`);
    await page.fill("#name", `Axel ${colorScheme}`);
    await page.fill("#password", PASSWORD);
    await follow(page, () => page.click("button:text('Sign in')"));
    await page.locator("#code").waitFor();
    await look();
    await page.fill("#code", recovery);
    await follow(page, () => page.click("button:text('Sign in')"));
    expect(page.url()).toBe(`${root}/`);
    await context.close();
  });
