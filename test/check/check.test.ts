import { describe, expect, test } from "vitest";
import { skeletonDigest } from "../../generator/base/sentences.ts";
import { check } from "../../generator/check/check.ts";
import { verifyFigures } from "../../generator/check/verify/verify.ts";
import { readArticle } from "../../generator/check/reading/read.ts";
import { toolsFor } from "../../generator/check/verify/tools.ts";
import { checked, faults, fixtureOf, vocabulary } from "./fixture.ts";
import { FACTS, NOTE } from "./note.ts";

test("an article as it was generated checks clean, every figure a fact", () => {
  const report = checked(NOTE);
  expect(report).toMatchObject({ errors: 0, notices: 0, messages: [] });
  expect(report.figures).toBe(NOTE.facts.sentences.flatMap(({ facts }) => facts).length);
});

/** Other prints that a figure could be altered to; what says the same is none of them. */
function alterations(figure: string): string[] {
  const altered = [...figure.matchAll(/\d/g)].map(
    ({ 0: digit, index }) =>
      figure.slice(0, index) + String((Number(digit) + 1) % 10) + figure.slice(index + 1),
  );
  const words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "twelve"];
  return [
    ...altered,
    ...(words.includes(figure) ? words : []),
    figure.replace(/^[$]/, ""),
    figure.replace(/^[$]/, "€"),
    figure.replace("%", ""),
    figure.replace("−", ""),
    figure.replace("−", "+"),
    figure.replace(" million", ""),
    figure.replace("million", "billion"),
    figure.replace("billion", "trillion"),
    figure.replace("double", "triple"),
    figure.replace("double", "half"),
    figure.replace("May", "June"),
    figure.replace(", 2025", ", 2024"),
    figure.replace(/^(\d+)th$/, "$1%"),
    figure.replace(/^([$\d][^:%a-z]*)$/, "$1%"),
    figure.replace(".", ","),
    `${figure}0`,
  ].filter((other) => other !== figure);
}

/** Every figure of an article with its place in the file. */
function figuresOf({ text, facts }: typeof NOTE): { print: string; from: number; to: number }[] {
  const { blocks } = readArticle({ text, file: "note.md" });
  return verifyFigures(blocks, facts, toolsFor(facts, vocabulary)).map(({ statement, figure }) => ({
    print: figure.text,
    from: statement.block.offsetOf(figure.start),
    to: statement.block.offsetOf(figure.end - 1) + 1,
  }));
}

/** Two prints of one number. */
const SAME: ReadonlySet<string> = new Set(["six 6", "6 six"]);

test("a figure that is altered in any way is caught at its place, wherever it stands", () => {
  const figures = figuresOf(NOTE);
  const others = [...new Set(figures.map(({ print }) => print))];
  const survivors: string[] = [];
  for (const [at, { print, from, to }] of figures.entries()) {
    expect(NOTE.text.slice(from, to)).toBe(print);
    const some = others.filter((_other, index) => index % 3 === at % 3);
    for (const other of new Set([...alterations(print), ...some])) {
      if (other === print || SAME.has(`${print} ${other}`)) continue;
      const text = NOTE.text.slice(0, from) + other + NOTE.text.slice(to);
      const report = check({ text, file: "note.md" }, NOTE.facts, vocabulary);
      if (report.errors === 0) survivors.push(`${print} → ${other} at ${from}`);
    }
  }
  expect(survivors).toEqual([]);
});

describe("a figure of a sentence worded as it was generated", () => {
  test("is named with its place and what was expected", () => {
    expect(checked(NOTE, ["closed May 7 at $97,032", "closed May 7 at $97,033"]).messages).toEqual([
      {
        code: "figure-changed",
        severity: "error",
        line: 21,
        column: 25,
        endLine: 21,
        endColumn: 32,
        offset: expect.any(Number),
        length: 7,
        figure: "$97,033",
        message:
          '"$97,033" is not what this sentence was written with; expected "$97,032" (btc.last).',
        expected: "$97,032",
        fact: expect.stringMatching(/^f\d+$/),
      },
    ]);
  });

  test("may be written in another typography", () => {
    const report = checked(
      NOTE,
      ["moved by −0.6% over five days", "moved by -0.6 percent over 5 days"],
      ["traded $77.0 billion", "traded $77.0\u00A0bn"],
      ["Bitcoin closed May 7 at", "**Bitcoin** closed 7 May 2025 at"],
    );
    expect(faults(report)).toEqual([]);
  });

  test("is held to its own sentence, not to any fact of the article", () => {
    expect(faults(checked(NOTE, ["closed May 7 at $97,032", "closed May 7 at $94,101"]))).toEqual([
      "figure-changed $94,101 → $97,032",
    ]);
    expect(faults(checked(NOTE, ["through May 7.", "through May 8."]))).toEqual([
      "figure-changed May 8 → May 7",
    ]);
  });

  test("is caught where two are exchanged", () => {
    const report = checked(
      NOTE,
      ["support at $94,101, 3.0%", "support at $98,363, 3.0%"],
      ["resistance at $98,363, 1.4%", "resistance at $94,101, 1.4%"],
    );
    expect(faults(report)).toEqual([
      "figure-changed $98,363 → $94,101",
      "figure-changed $94,101 → $98,363",
    ]);
  });

  test("is caught as “one” with its noun in the singular", () => {
    expect(faults(checked(NOTE, ["for three sessions", "for one session"]))).toEqual([
      "figure-changed one → three",
    ]);
  });
});

describe("sentences of one wording", () => {
  const twice = fixtureOf(FACTS, {
    body: "The close was {{btc.last}}.\n\nThe close was {{eth.last}}.",
  });

  test("pass in any order", () => {
    const exchanged = checked(
      twice,
      ["was $97,032.", "was X."],
      ["was $1,811.61.", "was $97,032."],
      ["was X.", "was $1,811.61."],
    );
    expect(faults(exchanged)).toEqual([]);
  });

  test("do not pass with the figures of one of them twice", () => {
    expect(faults(checked(twice, ["$97,032", "$1,811.61"]))).toEqual([
      "figure-changed $1,811.61 → $97,032",
    ]);
  });

  test("pass where an editor repeats one", () => {
    expect(
      faults(checked(twice, ["was $97,032.", "was $97,032.\n\nThe close was $97,032."])),
    ).toEqual([]);
  });
});

/** Where an edit goes: a sentence without figures. */
const PROSE = "One report is one source.";

describe("an edited sentence", () => {
  test.for([
    ["a fact's figure", "Bitcoin finished the day at $97,032."],
    ["fewer decimals", "Bitcoin gained 14% in a month."],
    ["a magnitude", "Bitcoin stands at $97 thousand."],
    ["the year of a date", "Ether fell in 2025."],
    ["the date in full", "That was on May 7, 2025, or 2025-05-07."],
    ["an interval", "Bitcoin and small caps: 0.51 (−0.09 to 0.74)."],
    ["no subject", "The close was $97,032."],
    ["loose words alone", "One session is one observation, zero for no link."],
    ["a name in small letters", "US spot bitcoin funds took in $142.3 million, and Ether none."],
    ["a word for the sign", "Ether lost 0.6% over the week."],
    ["a percentile as an ordinal", "Its RSI is in the 87th percentile."],
  ] as const)("passes with %s: %s", ([, sentence]) => {
    expect(faults(checked(NOTE, [PROSE, sentence]))).toEqual([]);
  });

  test.for([
    ["another value", "Bitcoin finished at $97,132.", "figure-without-fact $97,132 → $97,032"],
    [
      "decimals that are not so",
      "Bitcoin finished at $97,032.50.",
      "figure-without-fact $97,032.50 → $97,032",
    ],
    ["too little left by rounding", "Small caps and Bitcoin: 1.", "figure-without-fact 1 → 0.74"],
    [
      "another magnitude",
      "Funds took in $142.3 billion.",
      "figure-without-fact $142.3 billion → $77.0 billion",
    ],
    ["another unit", "Short interest in small caps is 4.6 points.", "wrong-unit 4.6 → 4.6%"],
    ["another unit named", "The 10-year Treasury yield is down 6 points.", "wrong-unit 6 → 6"],
    ["another currency", "Bitcoin finished at €97,032.", "wrong-unit €97,032 → $97,032"],
    ["the wrong sign", "Ether's change was +0.6%.", "figure-without-fact +0.6% → −0.6%"],
    ["the sign lost", "Ether's change came to 0.6%.", "wrong-sign 0.6% → −0.6%"],
    [
      "the figure of another",
      "Ether finished at $97,032.",
      "figure-of-another-subject $97,032 → $1,811.61",
    ],
    ["another day", "Bitcoin closed on May 6.", "figure-without-fact May 6 → May 7"],
    [
      "another year",
      "The record is of December 17, 2022.",
      "figure-without-fact December 17, 2022 → December 17, 2024",
    ],
    ["another time", "Cut off at 13:00 UTC.", "figure-without-fact 13:00 → 12:00"],
    [
      "another number in words",
      "Small caps at a seven-year high.",
      "figure-without-fact seven → six",
    ],
    ["a word that counts", "Bitcoin gained 14.3% in one year.", "figure-without-fact one → five"],
    [
      "a malformed number",
      "Bitcoin finished at $97,0321.",
      "figure-without-fact $97,0321 → $97,032",
    ],
    ["a name that is none", "The Russell 2001 fell.", "figure-without-fact 2001 → 2022"],
  ] as const)("is caught with %s: %s", ([, sentence, fault]) => {
    expect(faults(checked(NOTE, [PROSE, sentence]))).toEqual([fault]);
  });
});

test("a wrong unit is named with the right one", () => {
  const edit = [PROSE, "The 10-year Treasury yield is down 6 points."] as const;
  expect(checked(NOTE, edit).messages[0]?.message).toBe(
    '"6" counts points; expected "6" (rate.change), which counts basis points.',
  );
});

describe("a direction word", () => {
  test.for([
    ["edges up 0.2%", "climbs 0.2%"],
    ["up 0.2%, and Ether", "higher by 0.2%, and Ether"],
    [PROSE, "A 14.3% rise in Bitcoin."],
    [PROSE, "Ether slipped 0.2% as Bitcoin rose 0.2%."],
    [PROSE, "Stocks fell; Bitcoin by contrast had 14.3% to show."],
    [PROSE, "Bitcoin rose to a level 3.0% below resistance."],
    [PROSE, "Bitcoin lost a net $220.7 million on chain."],
    [PROSE, "Bitcoin has not lost 14.3% in a month."],
    [PROSE, "Ether's change was minus 0.6%."],
  ] as const)("that agrees passes: %s → %s", (edit) => {
    expect(faults(checked(NOTE, edit))).toEqual([]);
  });

  test.for([
    ["up 0.2%, and Ether", "down 0.2%, and Ether"],
    ["down 0.2%. Ether", "up 0.2%. Ether"],
    ["edges up 0.2%", "slips 0.2%"],
    ["3.0% below the close", "3.0% above the close"],
    ["1.4% above it", "1.4% below it"],
    ["funds took in $142.3 million", "funds lost $142.3 million"],
    ["net outflow of $133.9 million", "net inflow of $133.9 million"],
    ["left it unchanged at 0.0%", "left it down at 0.0%"],
    ["is down 6 basis points", "is up 6 basis points"],
    [PROSE, "A 14.3% daily drop in Bitcoin."],
    [PROSE, "Ether rose 0.2%."],
    [PROSE, "Bitcoin fell 14.3%."],
    [PROSE, "Bitcoin did not rise 14.3%."],
    [PROSE, "Bitcoin no longer gains some 14.3%."],
  ] as const)("that contradicts the fact is caught: %s → %s", (edit) => {
    const { messages } = checked(NOTE, edit);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ code: "wrong-direction", severity: "error" });
  });

  test("is named with its figure and the way that the fact points", () => {
    const [message] = checked(NOTE, ["3.0% below the close", "3.0% above the close"]).messages;
    expect(message?.message).toBe(
      '"above" gives "3.0%" the wrong direction: the fact points down (btc.supportDistance).',
    );
  });

  test("is held to the subject nearest to its figure", () => {
    const report = checked(NOTE, [PROSE, "Ether rose 0.2% as Bitcoin slipped 0.2%."]);
    expect(faults(report)).toEqual(["wrong-direction 0.2% → 0.2%", "wrong-direction 0.2% → 0.2%"]);
  });
});

describe("a figure that is no fact", () => {
  const sentence = "Volume on one venue was $12.5 billion.";

  test("is noted, not blocked, where the front matter waives it", () => {
    const waivers = [{ figure: "$12.5 billion", reason: "from the venue's own report" }];
    const note = fixtureOf(FACTS, { body: `The day.\n\n${sentence}`, front: { waivers } });
    const report = checked(note);
    expect(report).toMatchObject({ errors: 0, notices: 1 });
    expect(report.messages[0]).toMatchObject({
      code: "waived",
      severity: "notice",
      figure: "$12.5 billion",
      message: '"$12.5 billion" is waived: from the venue\'s own report',
    });
  });

  test.for([
    [
      "a link in its sentence",
      "[Volume](https://venue.example/day) was $12.5 billion.",
      "sourced-by-link",
    ],
    [
      "a link around it",
      "Volume was [$12.5 billion](https://venue.example/day).",
      "sourced-by-link",
    ],
    [
      "a reference",
      "Volume was [$12.5 billion][day].\n\n[day]: https://venue.example/",
      "sourced-by-link",
    ],
    ["a link within the site", "[Volume](/volume) was $12.5 billion.", "figure-without-fact"],
    [
      "a link in another sentence",
      "[Venues](https://venue.example/) report. Volume was $12.5 billion.",
      "figure-without-fact",
    ],
  ] as const)("with %s", ([, body, code]) => {
    const [message] = checked(fixtureOf(FACTS, { body })).messages;
    expect(message).toMatchObject({ code, figure: "$12.5 billion" });
  });

  test("is not excused by a link that the generated sentence had", () => {
    expect(faults(checked(NOTE, ["through May 7.", "through May 9."]))).toEqual([
      "figure-changed May 9 → May 7",
    ]);
  });

  test("is not excused by a generated link where the sentence was reworded", () => {
    const body = "[Venues](https://venue.example/) report $12.5 billion.";
    const linked = fixtureOf(FACTS, { body, file: { links: ["https://venue.example/"] } });
    expect(checked(linked).messages[0]?.code).toBe("figure-without-fact");
  });

  test("is excused where an editor puts a link around it", () => {
    const edit = ["$77.0 billion", "[$78.0 billion](https://venue.example/)"] as const;
    expect(faults(checked(NOTE, edit))).toEqual(["sourced-by-link $78.0 billion"]);
  });
});

describe("a sentence that was not generated", () => {
  const generated = fixtureOf(FACTS, { body: "Bitcoin closed at {{btc.last}}.\n\nA calm day." });
  const plain = ["The day in prices", "What markets did.", "A calm day."].map(skeletonDigest);
  const noted = (from: string, to: string): number[] =>
    check(
      { text: generated.text.replace(from, to), file: "note.md" },
      { ...generated.facts, plain },
      vocabulary,
    )
      .messages.filter(({ code }) => code === "by-hand")
      .map(({ line }) => line);

  test("is noted with its place, and no other is", () => {
    expect(noted("", "")).toEqual([]);
    expect(noted("A calm day.", "A wild day.")).toHaveLength(1);
    expect(noted("Bitcoin closed", "Bitcoin went")).toHaveLength(1);
    expect(noted("A calm day.", "A calm day. A wild day. Nothing else.")).toHaveLength(2);
  });

  test("is not told apart by an older facts file", () => {
    const text = generated.text.replace("A calm day.", "A wild day.");
    expect(check({ text, file: "note.md" }, generated.facts, vocabulary).messages).toEqual([]);
  });
});

describe("the head and the disclosure", () => {
  const disclosure = "Generated by rules. It is not investment advice.";
  const note = fixtureOf(FACTS, { body: `Calm.\n\n${disclosure}`, file: { disclosure } });
  const codes = (text: string): string[] =>
    check({ text, file: "note.md" }, note.facts, vocabulary).messages.map(({ code }) => code);

  test("are those of the edition", () => {
    expect(codes(note.text)).toEqual([]);
    expect(codes(note.text.replace("It is not investment advice.", ""))).toEqual(["disclosure"]);
    expect(codes(note.text.replace('edition: "2025-05-08"', 'edition: "2025-05-09"'))).toEqual([
      "another-edition",
    ]);
    expect(codes(note.text.replace('date: "2025-05-08T12', 'date: "2025-05-08T13'))).toEqual([
      "another-edition",
    ]);
  });
});

describe("the facts file", () => {
  test("of another text is refused", () => {
    const note = fixtureOf(FACTS, { body: "Calm.", file: { inputs: "another" } });
    expect(faults(checked(note))).toEqual(["facts-of-another-text → 0123456789abcdef"]);
  });

  test("that lacks a fact is refused", () => {
    const note = fixtureOf(FACTS, { body: "Bitcoin at {{btc.last}}.", file: { facts: [] } });
    expect(checked(note).messages[0]).toMatchObject({ code: "missing-fact", fact: "f1" });
    expect(faults(checked(note))).toContain("figure-without-fact $97,032");
  });

  test("may hold facts that an editor no longer prints", () => {
    expect(faults(checked(NOTE, ["The S&P 500 stood at 5,631.28.", ""]))).toEqual([]);
  });
});

test("a number word in the name of a subject is no figure", () => {
  const subjects = { btc: ["Bitcoin"], fun: ["Six Flags", "Five Below"] };
  const note = fixtureOf(FACTS, {
    body: "Six Flags and Five Below rose with Bitcoin, at {{btc.last}}.",
    file: { subjects },
  });
  expect(faults(checked(note))).toEqual([]);
});
