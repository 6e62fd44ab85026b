import type { Page } from "playwright-core";

/**
 * Does what leads to another page, and waits until that one is there whole. An action alone is over while the page
 * before still stands, or none: what is looked at then is either, as it happens.
 */
export async function follow(page: Page, action: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent("load"), action()]);
}
