import { describe, expect, test } from "vitest";
import { mentionOf } from "../../generator/compose/print/naming.ts";
import type { Subject } from "../../generator/publication/catalogue.ts";
import { desk } from "../support/edition.ts";

const INDEX: Subject = {
  id: "dollar",
  kind: "currency_pair",
  name: "US dollar index",
  symbol: "USD",
  aliases: [],
  calendar: "24/7",
  article: "the",
};

describe("a subject with an article", () => {
  test("bears it in running text, and not in a headline", () => {
    expect(mentionOf(INDEX, "name", "2025-05-08", desk.language)).toMatchObject({
      bare: "US dollar index",
      head: "the US dollar index",
      later: "the US dollar index",
    });
  });

  test("owns things with it", () => {
    expect(mentionOf(INDEX, "its", "2025-05-08", desk.language)).toMatchObject({
      bare: "US dollar index's",
      first: "the US dollar index's",
    });
  });
});

describe("a subject whose prices are those of a fund", () => {
  const SECTOR: Subject = {
    ...INDEX,
    id: "xle",
    kind: "fund",
    name: "energy sector",
    symbol: "XLE",
    fund: "Energy Select Sector SPDR",
  };

  test("has the fund's symbol behind its name where an article first tells it, and not in headline and summary", () => {
    expect(mentionOf(SECTOR, "name", "2025-05-08", desk.language)).toEqual({
      subject: "xle",
      bare: "energy sector",
      head: "the energy sector",
      first: "the energy sector (XLE)",
      later: "the energy sector",
    });
  });

  test("owns things without it", () => {
    expect(mentionOf(SECTOR, "its", "2025-05-08", desk.language)).toMatchObject({
      first: "the energy sector's",
      later: "the energy sector's",
    });
  });
});

test("a subject without one is called the same in a headline and below it", () => {
  const { article: _, ...plain } = INDEX;
  expect(mentionOf(plain, "name", "2025-05-08", desk.language)).toEqual({
    subject: "dollar",
    head: "US dollar index",
    first: "US dollar index",
    later: "US dollar index",
  });
});
