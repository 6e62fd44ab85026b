import { definedTables, NARROW, WIDE, type Table } from "../../sql/tables.ts";

const KEPT = { at: "text", why: "text" } as const;

/** The tables of the mail store, each after those that it refers to. */
export const MAIL_TABLES: readonly Table[] = definedTables({
  subscriber: {
    columns: {
      id: "text",
      address: "text",
      normal: "text",
      mark: "text",
      name: "text",
      language: "text",
      time_zone: "text",
      formats: "text",
      tags: "text",
      state: "text",
      consent_at: "text",
      consent_origin: "text",
    },
    key: ["id"],
    batch: NARROW,
  },
  subscriber_change: {
    columns: { subscriber: "text", number: "integer", state: "text", ...KEPT },
    key: ["subscriber", "number"],
    batch: NARROW,
  },
  bounce: {
    columns: { subscriber: "text", report: "text", kind: "text", at: "text" },
    key: ["subscriber", "report"],
    batch: NARROW,
  },
  confirmation: {
    columns: { subscriber: "text", number: "integer", at: "text" },
    key: ["subscriber", "number"],
    batch: NARROW,
  },
  suppression: { columns: { mark: "text", ...KEPT }, key: ["mark"], batch: NARROW },
  tries: {
    columns: { name: "text", since: "text", count: "integer" },
    key: ["name"],
    batch: NARROW,
  },
  item: {
    columns: { id: "integer", channel: "text", item: "text", body: "text", is_queued: "integer" },
    key: ["id"],
    batch: WIDE,
  },
  delivery: {
    columns: {
      item: "integer",
      recipient: "text",
      lane: "text",
      state: "text",
      attempts: "integer",
      at: "text",
      next: "text",
      answer: "text",
      sender: "text",
    },
    key: ["item", "recipient"],
    batch: NARROW,
  },
  refusal: {
    columns: { item: "integer", count: "integer" },
    key: ["item"],
    batch: NARROW,
  },
  report: {
    columns: { item: "integer", number: "integer", at: "text", report: "text" },
    key: ["item", "number"],
    batch: WIDE,
  },
});
