import type { Browser, BrowserContextOptions, Page } from "playwright-core";

export interface Opened extends AsyncDisposable {
  readonly page: Page;
  /** All that the browser found wrong: messages, errors, requests that failed or left the machine, dialogs. */
  readonly complaints: string[];
}

/** Opens an address in a page of its own. */
export async function open(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog at ${page.url()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.route(/^(?!file:|http:\/\/127\.0\.0\.1:)/, (route) => {
    complaints.push(`request: ${route.request().url()}`);
    return route.abort();
  });
  await page.goto(address);
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
}
