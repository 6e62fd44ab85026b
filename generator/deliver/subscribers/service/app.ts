import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { policyHeader } from "../../../publish/model/policy.ts";
import { FOREVER, SECURITY_HEADERS } from "../../../publish/machine/headers.ts";
import { isPlainPath } from "../../../publish/serve/request.ts";
import { confirmPage } from "./confirm.ts";
import { refuse } from "./frame.ts";
import { preferencesPage } from "./preferences.ts";
import type { Service } from "./service.ts";
import { signUpPage } from "./sign-up.ts";
import { unsubscribePage } from "./unsubscribe.ts";
import { webhooks } from "./webhooks/webhooks.ts";

/** Largest body, in bytes: a form with every topic chosen, and a report that holds the mail it is about. */
const LARGEST_FORM = 64 * 2 ** 10;
const LARGEST_REPORT = 2 ** 20;

const POLICY = policyHeader({
  "default-src": "'none'",
  "style-src": "'self'",
  "img-src": "data:",
  "form-action": "'self'",
  "base-uri": "'none'",
});

/** Addresses of pages are secrets: they go to no other site, into no cache and no search engine. */
const HEADERS = {
  ...SECURITY_HEADERS,
  "content-security-policy": POLICY,
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-frame-options": "DENY",
  "x-robots-tag": "noindex",
};

/** All that the service answers, below the path of its public address. */
export function serviceApp(service: Service): Hono {
  const { links, style } = service;
  const { pathname, protocol } = new URL(links.service);
  const headers = {
    ...HEADERS,
    ...(protocol === "https:" ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
  const limited = bodyLimit({
    maxSize: LARGEST_FORM,
    onError: (context) => refuse(service, context, "large"),
  });
  const app = new Hono();
  app.use(async (context, next) => {
    const { method, path } = context.req;
    if (!["GET", "HEAD", "POST"].includes(method))
      context.res = context.body(null, 405, { allow: "GET, HEAD, POST" });
    else if (isPlainPath(path)) await next();
    else context.res = refuse(service, context, "nothing");
    for (const [name, value] of Object.entries(headers))
      if (!context.res.headers.has(name)) context.header(name, value);
  });
  const routes = new Hono();
  routes.get(`/${style.name}`, (context) =>
    context.body(style.text, 200, {
      "content-type": "text/css; charset=utf-8",
      "cache-control": FOREVER,
    }),
  );
  routes.use("/webhooks/*", bodyLimit({ maxSize: LARGEST_REPORT }));
  routes.route("/webhooks", webhooks(service));
  routes.use(limited);
  for (const page of [signUpPage, confirmPage, preferencesPage, unsubscribePage])
    routes.route("/", page(service));
  app.route(pathname, routes);
  app.notFound((context) => refuse(service, context, "nothing"));
  app.onError((error, context) => {
    service.tell(`A page could not be shown: ${error.message}`);
    return refuse(service, context, "failed");
  });
  return app;
}
