import { describe, expect, test } from "vitest";
import { bannedInTemplate } from "../../generator/check/wording/template-wording.ts";
import { placesOf } from "../support/problems.ts";
import { checked, fixtureOf, vocabulary } from "./fixture.ts";

const FACTS = {
  price: { text: "$97,032", value: 97032.32, unit: "USD", subjects: ["btc"] },
} as const;

/** `severity words` of each finding about wording in an article with this body. */
function found(body: string, title = "The day in prices"): string[] {
  const { messages } = checked(fixtureOf(FACTS, { title, body }));
  return messages
    .filter(({ code }) => code === "banned-wording")
    .map(
      ({ severity, message }) =>
        `${severity} ${/^"(.*?)" \((.*?)\)/.exec(message)!.slice(1, 3).join(", ")}`,
    );
}

describe("a strong word is earned by a change of 8% or more in its own sentence", () => {
  const MOVES = {
    ...FACTS,
    big: { text: "8.3%", value: -8.3, unit: "percent", direction: "down", subjects: ["btc"] },
    small: { text: "3.1%", value: -3.1, unit: "percent", direction: "down", subjects: ["btc"] },
  } as const;
  const unearned = (body: string, title = "The day in prices"): string[] =>
    checked(fixtureOf(MOVES, { title, body }))
      .messages.filter(({ code }) => code === "unearned-word")
      .map(({ message }) => message.slice(0, message.indexOf(". ")));

  test.each([
    ["Bitcoin plunged {{big}}.", []],
    ["Bitcoin fell {{small}}.", []],
    ["Bitcoin plunged {{small}}.", ["the largest it has is 3.1%"]],
    ["Bitcoin plunged to $97,032.", ["it has none"]],
    ["Bitcoin slumped.", ["it has none"]],
    ["Bitcoin fell {{big}}. It soared before.", ["it has none"]],
    ["Ada said that Bitcoin “plunged”.", []],
    ["Bitcoin **plum**meted.", ["it has none"]],
  ])("%s", (body, told) => {
    const messages = unearned(body);
    expect(messages).toHaveLength(told.length);
    for (const [at, each] of told.entries()) expect(messages[at]).toContain(each);
  });

  test("in a headline too", () => {
    expect(unearned("The day.", "Bitcoin plunges")).toHaveLength(1);
  });
});

describe("a record names the day or year from which it counts in its own sentence", () => {
  const DATED = {
    ...FACTS,
    start: { text: "January 1, 2022", value: "2022-01-01", unit: "date", subjects: ["btc"] },
    year: { text: "2022", value: 2022, unit: "year", subjects: ["btc"] },
  } as const;
  const undated = (body: string, title = "The day in prices"): string[] =>
    checked(fixtureOf(DATED, { title, body }))
      .messages.filter(({ code }) => code === "undated-record")
      .map(({ message }) => /^"(.*?)"/.exec(message)![1]!);

  test.each([
    ["Bitcoin closed at {{price}}, a record for data from {{start}} on.", []],
    ["The highest close since {{year}} is {{price}}.", []],
    ["Bitcoin closed at {{price}}, a record.", ["a record"]],
    ["No price on record is higher.", ["on record"]],
    ["It is an All-Time high. The data begin on {{start}}.", ["All-Time"]],
    ["Bitcoin has never closed higher than {{price}}.", ["has never"]],
    ["Ada said that Bitcoin set “a record”.", []],
    ["Since {{year}} the rule has a good track record.", []],
  ])("%s", (body, words) => {
    expect(undated(body)).toEqual(words);
  });

  test("in a headline too", () => {
    expect(undated("The day.", "A record for Bitcoin")).toEqual(["A record"]);
  });
});

describe("banned wording is found", () => {
  test.each([
    ["Everybody should buy.", ["error should buy, advice"]],
    ["This is a Buying Opportunity.", ["error Buying Opportunity, advice"]],
    ["The desk recommends nothing else.", ["error recommends, advice"]],
    ["Bitcoin looks undervalued.", ["error undervalued, advice"]],
    ["This is investment advice.", ["error investment advice, advice"]],
    ["Bitcoin will rise.", ["error will, promise"]],
    ["It won’t last.", ["error won’t, promise"]],
    ["A guaranteed return.", ["error guaranteed, promise"]],
    ["The price is poised to move.", ["error poised to, promise"]],
    ["It is bound to end.", ["error is bound to, certainty"]],
    ["The flow confirms the move.", ["error confirms, certainty"]],
    ["Undoubtedly, it rose.", ["error Undoubtedly, certainty"]],
    ["It fell because of yields.", ["error because of, cause"]],
    ["Inflows drove prices.", ["error drove, cause"]],
    ["The drop was triggered by funds.", ["error triggered by, cause"]],
    ["Large days often come in pairs.", ["error often, frequency"]],
    ["Bitcoin tends to rise.", ["error tends to, frequency"]],
    ["Watch your risk.", ["error your, second person"]],
    ["You’re early.", ["error You, second person"]],
    ["Many bet against small caps.", ["error bet against, motive"]],
    ["Smart money left.", ["error Smart money, motive"]],
    ["The price skyrocketed.", ["error skyrocketed, exaggeration"]],
    ["An unprecedented day.", ["error unprecedented, exaggeration"]],
    ["All eyes on the Fed.", ["warning All eyes on, cliché"]],
    ["Only time\nwill tell.", ["warning Only time will tell, cliché"]],
    ["Bitcoin **wi**ll rise.", ["error will, promise"]],
    ["| A | B |\n| - | - |\n| it | will rise |", ["error will, promise"]],
  ])("%s", (body, expected) => {
    expect(found(body)).toEqual(expected);
  });

  test("in a headline", () => {
    expect(found("The day.", "Bitcoin will rise")).toEqual(["error will, promise"]);
  });

  test("with the place, the reason and what to write instead", () => {
    const { messages } = checked(fixtureOf(FACTS, { body: "The day.\n\nIt *will* rise." }));
    const [first] = messages;
    const line = fixtureOf(FACTS, { body: "" }).text.split("\n").length;
    expect(first).toMatchObject({ line: line + 1, column: 5, endLine: line + 1, endColumn: 9 });
    expect(first?.message).toBe(
      '"will" (promise): nobody knows what comes. Write instead: "would", "could" or "may", with the condition; or the date of what is scheduled.',
    );
  });
});

describe("what is allowed", () => {
  test.each([
    "It describes markets and is not investment advice.",
    "Goodwill and willingness are other words.",
    "Holders may sell at will.",
    "The table is due to be published.",
    "In a post, the desk said: “Bitcoin will crash because you sold.”",
    'According to the letter, it is "guaranteed to rise".',
    "The letter wrote on Thursday:\n\n> You will see a crash.",
    "> “You will see a crash,” said the letter.",
  ])("%s", (body) => {
    expect(found(body)).toEqual([]);
  });

  test("a name is no wording", () => {
    const { text, facts } = fixtureOf(FACTS, { body: "Will Corp. rose." });
    const named = {
      text,
      facts: { ...facts, subjects: { ...facts.subjects, will: ["Will Corp"] } },
    };
    expect(checked(named).messages).toEqual([]);
    expect(found("Will Corp. rose.")).toEqual(["error Will, promise"]);
  });

  test("a quotation that nobody is named for keeps no word", () => {
    expect(found("Bitcoin “will crash” today.")).toEqual([
      "error will, promise",
      "error crash, exaggeration",
    ]);
    expect(found("> You sold.")).toEqual(["error You, second person"]);
    expect(found("The letter said so. It will rise, “it wrote”.")).toEqual(["error will, promise"]);
  });

  test("words with a waiver are noted", () => {
    const waivers = [{ words: "Will", reason: "the bill's title" }];
    const note = fixtureOf(FACTS, { body: "The Free Will Act will pass.", front: { waivers } });
    const report = checked(note);
    expect(report).toMatchObject({ errors: 0, warnings: 0, notices: 2 });
  });
});

test("a cliché warns and does not block", () => {
  const report = checked(fixtureOf(FACTS, { body: "A perfect storm." }));
  expect(report).toMatchObject({ errors: 0, warnings: 1, notices: 0 });
});

test("a template's own text is held to the list, its front matter and names are not", () => {
  const source =
    "---\nwhen: will\n---\n# fact\nIt {{will}} rise\nand will fall.\n---\nAll eyes on it.\n";
  expect(placesOf(bannedInTemplate(source, "x.md", vocabulary.banned))).toEqual([
    "6:5 banned-wording",
  ]);
});
