import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { SUBSCRIBE_PAGE } from "../../../generator/publish/model/address.ts";
import { policyHeader, policyOf } from "../../../generator/publish/model/policy.ts";
import { signUpAddress } from "../../../generator/publication/mail/service-settings.ts";
import { launch } from "../../browser/browser.ts";
import { follow } from "../../browser/follow.ts";
import { brokenRules, EXCESS } from "../../browser/probes.ts";
import { onFreePort } from "../../support/free-port.ts";
import { MAIL, openService, type TestService } from "./service-home.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
});

/** The service at an address that a browser of this machine reaches. */
function reachable(): Promise<TestService> {
  return onFreePort((port) =>
    openService({
      port,
      publication: { mail: { ...MAIL, service: `http://127.0.0.1:${port}/letters/` } },
    }),
  );
}

async function opened(options: Parameters<Browser["newContext"]>[0]): Promise<Page> {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  return context.newPage();
}

for (const colorScheme of ["light", "dark"] as const)
  for (const locale of ["en", "es"])
    test(`every page of the service is as axe wants it, and fits a phone: ${colorScheme}, ${locale}`, async () => {
      const service = await reachable();
      const page = await opened({
        colorScheme,
        locale,
        viewport: { width: 360, height: 740 },
        bypassCSP: true,
      });
      const look = async (): Promise<void> => {
        const found = [page.url(), await brokenRules(page), await page.evaluate(EXCESS)];
        expect(found).toEqual([page.url(), [], 0]);
        expect(await page.getAttribute("html", "lang")).toBe(locale);
      };
      const [{ id }, { id: other }] = [
        await service.subscriber({ language: locale, state: "paused" }),
        await service.subscriber({ language: locale, state: "complained" }),
      ];
      const places = [
        "",
        "confirm/no",
        "nothing",
        service.paths(id).unsubscribe,
        service.paths(id).preferences,
        service.paths(other).preferences,
      ];
      for (const place of places) {
        await page.goto(service.links.service + place);
        await look();
      }
      await page.goto(service.links.service);
      await page.evaluate(`document.querySelector("form").noValidate = true`);
      await page.fill("#email", "nonsense");
      await follow(page, () => page.click("button"));
      await page.locator("[role=alert]").waitFor();
      await look();
    });

test("a reader without scripts signs up on the publication's site, confirms and is forgotten, by keyboard alone", async () => {
  const service = await reachable();
  const complaints: string[] = [];
  const { action, field } = signUpAddress(service.links.service)!;
  const site = createServer((_, answer) => {
    answer.setHeader("content-security-policy", policyHeader(policyOf(SUBSCRIBE_PAGE, action)));
    answer.setHeader("content-type", "text/html");
    answer.end(
      `<form method="post" action="${action}"><input id="address" name="${field}" type="email"><button>Subscribe</button></form>`,
    );
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void site.close());
  const page = await opened({ javaScriptEnabled: false });
  page.on("console", (message) => complaints.push(message.text()));
  await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
  await page.fill("#address", "ana@example.org");
  await follow(page, () => page.keyboard.press("Enter"));
  await page.locator("text=Look into your mail").waitFor();
  await expect.poll(() => service.confirmations.length).toBe(1);
  await page.goto(service.confirmations[0]!.link);
  await page.focus("main button");
  await follow(page, () => page.keyboard.press("Enter"));
  await page.locator("text=You are subscribed").first().waitFor();
  await page.focus("main a");
  await follow(page, () => page.keyboard.press("Enter"));
  await page.locator("input[name=sure]").waitFor();
  await page.focus("input[name=sure]");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await follow(page, () => page.keyboard.press("Enter"));
  await page.locator("text=You are forgotten").waitFor();
  expect(await service.store.subscribers.page({ limit: 9 })).toEqual([]);
  expect(complaints).toEqual([]);
});
