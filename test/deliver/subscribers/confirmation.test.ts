import { expect, test } from "vitest";
import { confirmationMails } from "../../../generator/deliver/subscribers/confirmation.ts";
import type { Subscriber } from "../../../generator/store/mail/subscribers.ts";
import { realWorld } from "../../../generator/world/disk.ts";
import { makeHome } from "../../publish/home.ts";

const LINK = "https://news.example.org/confirm/id.abc.mac";

const subscriber: Subscriber = {
  id: "id",
  address: "ana@example.org",
  name: 'Buy now at https://evil.example <a href="x">',
  language: "en",
  timeZone: "Etc/UTC",
  formats: [],
  tags: [],
  state: "pending",
};

test("a mail that asks for confirmation has one link in both of its texts, and nothing that a stranger typed", () => {
  using home = makeHome([], { name: "Rise & Fall <Daily>" });
  const mailFor = confirmationMails(realWorld(), home.publication);
  const { subject, html, text } = mailFor(subscriber, LINK);
  expect(subject).toBe("Please confirm: Rise & Fall <Daily>");
  expect(html).toContain("Rise &amp; Fall &lt;Daily&gt;");
  expect(html.match(/href="[^"]*confirm[^"]*"/g)).toHaveLength(1);
  expect(text.split("\n").filter((line) => line === LINK)).toHaveLength(1);
  expect(text).toContain("Rise & Fall <Daily>");
  expect(`${subject}${html}${text}`).not.toMatch(/evil|ana@|<script|<img/);
});

test("it is in the reader's language, and in the publication's where that has no words", () => {
  using home = makeHome();
  const mailFor = confirmationMails(realWorld(), home.publication);
  expect(mailFor({ ...subscriber, language: "es" }, LINK).html).toContain(
    "Confirmar la suscripción",
  );
  expect(mailFor({ ...subscriber, language: "es-MX" }, LINK).text).toContain("Si no fue usted");
  expect(mailFor({ ...subscriber, language: "de" }, LINK).text).toContain("If it was not you");
});
