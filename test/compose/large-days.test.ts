import { describe, expect, test } from "vitest";
import { drafts } from "../support/edition.ts";

/** Title, summary and text of an article of a day. */
function told(day: string, slug = "market-wrap"): { title: string; summary: string; body: string } {
  const { frontMatter, body } = drafts(day).find((draft) => draft.slug === slug)!;
  return { title: frontMatter.title, summary: frontMatter.description, body };
}

describe("a wrap after a weekend", () => {
  test("tells the last session's flows and shares as that session's", () => {
    const { body } = told("2025-01-20");
    expect(body).toContain(
      "On Friday, their last session, US spot bitcoin ETFs took in $1.1 billion",
    );
    expect(body).toMatch(/MicroStrategy \(MSTR\) surged 8\.0% to \$396\.50 on Friday/);
    expect(body).toMatch(/on Friday, their last session, the S&P 500 rose 1\.0% to 5,996\.66/);
  });

  test("says what the last session is measured by, and which report it followed", () => {
    const { body } = told("2024-08-05");
    expect(body).toContain(
      "on Friday, the day of the US employment report, when the S&P 500 lost 1.8%",
    );
    expect(body).toContain("5.7% below its July 16 record close");
    expect(body).toContain("23.39, its highest close since March 20, 2023");
    expect(body).toContain("outflows of $237.4 million, the most since May 1");
  });

  test("names what the week of an unusual move held, as days and not as causes", () => {
    const { body } = told("2024-11-11");
    expect(body).toContain(
      "On the calendar of the past seven days were the US general election on Tuesday and the Federal Reserve's rate decision on Thursday.",
    );
    expect(told("2024-11-25").body).not.toContain("days include");
  });
});

test("a coin near its record is told so, with a round number that it has never closed at", () => {
  const { title, body } = told("2024-12-05");
  expect(title).toBe("Bitcoin rises 2.9% to $98,769, 1.2% short of $100,000");
  expect(body).toMatch(
    /0\.2% below its record close of \$98,998, set on November 22\. It is 1\.2% short of \$100,000, where it has never closed/,
  );
  expect(body).toContain(
    "Bitcoin at $100,000, 1.2% above the close: a close there would be its first.",
  );
  expect(told("2025-05-12").body).toContain("1.9% below its record close of $106,146");
  expect(told("2025-03-14").body).not.toContain("below its record close of $106,146");
});

test("a decision ahead is told with the range that it begins from, which is known before it", () => {
  const { title, summary, body } = told("2024-09-18");
  expect(title).toContain("before the Federal Reserve decides");
  expect(summary).toContain("The Federal Reserve decides on interest rates today at 18:00 UTC.");
  expect(body).toContain("its target range has been 5.25% to 5.50% since July 26, 2023");
  expect(told("2024-12-18").body).toContain("4.50% to 4.75% after a cut of 25 basis points");
});

test("an index that enters a correction stands in the headlines", () => {
  expect(told("2025-03-14").title).toContain(
    "the S&P 500 enters a correction, 10.1% below its high",
  );
  expect(told("2025-03-14", "cross-market-note").title).toContain(
    "S&P 500 falls 1.4% into a correction",
  );
});

test("a mark that is lost shares its headline with the coin that fell further, and the hardest hit have names", () => {
  const { title, body } = told("2025-02-03");
  expect(title).toBe(
    "Bitcoin falls below $100,000 as Ether tumbles 8.0% to its lowest since November 6",
  );
  expect(body).toContain(
    "Each of seven other large coins lost more than Bitcoin, the most Avalanche by 14.0%; Dogecoin by 12.9% (the most since March 5, 2024); and Chainlink by 11.0%.",
  );
});

test("a record that no other market shares is told as one that stands alone", () => {
  const { title, summary } = told("2024-12-18");
  expect(title).toContain("to a record $106,141 while Ether loses 2.5% and the S&P 500 0.4%");
  expect(summary).toContain("It was a record for Bitcoin alone");
});

test.each([
  ["2025-06-14", "Bitcoin holds at $106,091 as oil surges 7.3% and the S&P 500 loses 1.1%"],
  ["2025-02-26", "Bitcoin closes below $90,000 after 99 days as ETFs lose a record $1.1 billion"],
  [
    "2024-08-27",
    "Bitcoin falls 2.3%, below its 200-day average, even as ETF inflows reach eight sessions",
  ],
])("the headline of %s is of the rarest of all the day's series", (day, title) => {
  expect(told(day).title).toBe(title);
});

test("positions in futures are of the Tuesday of their count", () => {
  expect(told("2024-11-23").body).toContain(
    "was 41,203 contracts at the regulator's count of Tuesday, November 19, up from 38,531",
  );
});

test("a yield of the day before a decision is told as one of before it", () => {
  expect(told("2024-12-19").body).toContain(
    "rose 1 basis point to 4.40% on Tuesday, December 17, before the Federal Reserve's decision, and was up 18 basis points over five sessions.",
  );
  expect(told("2024-12-20").body).not.toContain("before the Federal Reserve's decision");
});

test("what is the largest since a fund or share was first traded is so since then", () => {
  expect(told("2024-09-07").body).toContain("the longest since trading began in January 2024");
  expect(told("2024-11-07").body).toContain(
    "its largest daily gain since trading began in April 2021",
  );
});

test("a Saturday tells the week of Bitcoin beside that of stocks, and a record week of the funds", () => {
  const { body } = told("2024-11-23");
  expect(body).toContain("For the week Bitcoin is up 8.7% and the S&P 500 up 1.7%.");
  expect(body).toContain("the most in a week since trading began in January 2024");
  expect(told("2025-03-22").body).not.toContain("For the week Bitcoin");
});

test("a share's move is told with the larger one that it takes back from", () => {
  expect(told("2024-10-15").body).toContain(
    "its largest daily loss since September 3, after Friday's 16.0% gain",
  );
});

test("a high of weeks that the day gave up is its story", () => {
  expect(told("2024-07-30").title).toBe(
    "Bitcoin falls 2.1% to $66,820 after a high of $69,988, its highest price since June 10",
  );
});

test("a curve that inverts after a session the right way up does so again", () => {
  expect(told("2024-09-07").body).toContain("inverted again after a session the right way up");
});

test("a close is told with how far it fell from the day's high", () => {
  expect(told("2025-04-03").body).toContain("fell back to close 6.8% below that");
});

test("a market that was shut was shut for a holiday with a name", () => {
  expect(told("2024-07-05").body).toContain(
    "US markets were closed on Thursday for Independence Day",
  );
});

describe("a weekly review", () => {
  test("tells a week's flows, and their largest day, by since when none was as large", () => {
    const { title, body } = told("2025-03-02", "weekly-review");
    expect(title).toContain("ETFs see record outflows of $2.6 billion");
    expect(body).toContain("$2.6 billion, the most in a week since trading began in January 2024");
    expect(body).toContain(
      "$1.1 billion left on Tuesday alone, the most in a session since trading began in January 2024",
    );
  });

  test("sets the week's largest move of a share apart", () => {
    expect(told("2025-06-22", "weekly-review").body).toContain(
      "Coinbase (COIN) ended the week up 27.1% at $308.38, its highest close since December 17",
    );
  });
});

test("what the wrap tells, the notes beside it tell in other words", () => {
  for (const day of ["2025-02-03", "2025-03-02", "2025-04-03"]) {
    const all = drafts(day).filter(({ slug }) => slug === "market-wrap" || slug.endsWith("-note"));
    const [wrap, ...notes] = all.map(({ body }) => sentencesOf(body));
    for (const note of notes)
      expect([day, [...note].filter((each) => wrap!.has(each))]).toEqual([day, []]);
  }
});

/** The sentences of the sections up to what to watch that are longer than a headline's half. */
function sentencesOf(body: string): Set<string> {
  const [text = ""] = body.split("\n## What to watch");
  return new Set(
    text
      .split("\n")
      .filter((line) => !line.startsWith("*"))
      .flatMap((line) => line.split(/(?<=\.) (?=[A-Z])/))
      .filter((sentence) => sentence.split(" ").length > 7),
  );
}

describe("what a desk leads with", () => {
  test("is the other coin where it fell much further, and its worst day in years", () => {
    const { title, summary } = told("2025-02-25");
    expect(title).toBe(
      "Ether tumbles 10.9%, its largest loss since November 2022, as Bitcoin loses 5.0%",
    );
    expect(summary).toContain("Ether tumbled 10.9% to $2,513.82");
    expect(summary).not.toContain("iShares");
  });

  test("is the fall of the day that ends a quarter, and what it came to over the quarter", () => {
    expect(told("2024-10-01").title).toBe(
      "Bitcoin falls 3.5% to $63,330 but ends the quarter up 1.0%",
    );
  });

  test("is the low of a coin beside the loss of stocks", () => {
    expect(told("2024-09-07").title).toBe(
      "Bitcoin falls 3.9% to $53,949, lowest close since February 25, as the S&P 500 loses 1.7%",
    );
    expect(told("2024-08-02").title).toContain("recovers from $62,249");
  });
});

describe("news is measured against yesterday", () => {
  test("by the run that the day ended", () => {
    const { summary, body } = told("2024-11-06");
    expect(summary).toContain("up 2.3% after six days of losses");
    expect(body).toContain("Bitcoin's gain ends six days of losses, worth 6.8%");
  });

  test("by the record that it passed, and by how many there were", () => {
    expect(told("2024-11-07").body).toContain(
      "the highest on record, past the $73,084 of March 13",
    );
    expect(told("2024-11-22").summary).toContain("a third straight record close");
    expect(told("2024-11-22").body).toContain("1.5% short of $100,000, where it has never closed");
  });

  test("by an average that it crossed back within days, or holds for a second one", () => {
    expect(told("2024-10-01").body).toContain(
      "Bitcoin closed back below its 200-day average, $63,720, after four days above it",
    );
    expect(told("2024-07-15").body).toContain(
      "Bitcoin closed above its 200-day average, $59,210, for a second day",
    );
  });

  test("and the value locked is none where Ether's price alone moved it", () => {
    expect(told("2024-12-24").body).not.toContain("decentralised finance");
    expect(told("2024-12-04").body).toContain("in seven days, more than Ether's own 8.8%");
  });
});

describe("one peak an asset", () => {
  test.each(["2025-02-04", "2025-02-25", "2024-08-06"])(
    "in the articles of %s Ether lies below one high",
    (day) => {
      const highs = drafts(day)
        .filter(({ slug }) => slug === "ether-note")
        .flatMap(({ body }) => [
          ...body.matchAll(
            /\d% below its (?:(?:record close|closing high) of \$[\d,.]+ \()?([A-Z]\w+ \d+(?:, \d{4})?)(?: (?:record close|closing high)|[.;,)])/g,
          ),
        ])
        .map(([, high]) => high);
      expect(highs.length).toBeGreaterThan(0);
      expect(new Set(highs).size).toBe(1);
    },
  );

  test("and no share is in a bear market or a bull market", () => {
    for (const day of ["2025-04-08", "2025-04-10"])
      for (const { body } of drafts(day))
        expect(body).not.toMatch(/(?:MSTR|COIN|Coinbase|Strategy)[^.]*(?:bear|bull) market/);
  });
});

test("a weekend's trading is held to weekends", () => {
  const { title, body } = told("2025-03-09");
  expect(title).not.toMatch(/thin|light/);
  expect(body).toMatch(/light even for a Saturday: .* that of a usual Saturday/);
});

test("what is to come stands soonest first, and the next table of flows is no event", () => {
  const { body } = told("2024-11-06");
  expect(body.indexOf("Thursday, 19:00 UTC")).toBeLessThan(body.indexOf("Wednesday, November 13"));
  expect(body).not.toContain("flow table");
});

test("a gap in a series is told only where the article tells of the series", () => {
  for (const day of ["2024-10-27", "2024-10-28", "2024-10-29"]) {
    const { body } = told(day);
    expect(body.includes("has no value for October 26")).toBe(
      /Fear and Greed Index (?:rose|fell|jumped|dropped|stayed|is at)/.test(body),
    );
  }
  expect(told("2024-10-29").body).not.toContain("has no value for October 26");
});

/** What an article of a day answers first. */
function answer(day: string): string {
  return told(day).body.split("### Why did Bitcoin")[1]!.split("###")[0]!;
}

test("stocks are measured by the index that is named, whose move is told without a judgement", () => {
  expect(answer("2024-11-22")).toMatch(
    /^[^.]*\?\n\nThe data name no cause\. Stocks rose too: the S&P 500 ended up 0\.\d%.*\. US spot bitcoin ETFs took in \$1\.0 billion\.\n/,
  );
  // The fund's day began on Friday, Bitcoin's on Sunday: after a weekend the two are not set against each other.
  expect(answer("2025-02-25")).not.toMatch(/by its closes the iShares Bitcoin Trust/i);
});

test("why is asked of a large move, and each time answered by the index and fund money, which is told as such where it went against it", () => {
  expect(answer("2025-05-24")).toMatch(
    /The data name no cause\. Stocks fell too: the S&P 500 ended .* US spot bitcoin ETFs took in \$211\.7 million, after \$934\.8 million the session before\./,
  );
  expect(answer("2024-12-19")).toMatch(
    /Stocks fell too: the S&P 500 ended .* But US spot bitcoin ETFs took in \$275\.3 million\./,
  );
  expect(answer("2024-11-07")).toMatch(/the S&P 500 ended up 2\.5%.* US spot bitcoin ETFs took in/);
  expect(answer("2024-11-16")).toMatch(
    /Not with stocks: the S&P 500 ended down 1\.3% on a day when Bitcoin closed up 4\.4%/,
  );
  expect(told("2025-06-14").body).not.toContain("### Why did Bitcoin");
});

describe("what has had no like for years stands in the headline beside a move that has", () => {
  test.for([
    ["2024-08-06", "Bitcoin tumbles 7.1% to $53,991; VIX jumps most since March 2020"],
    [
      "2024-07-18",
      "Bitcoin falls 1.5% to $64,119; Nasdaq-100 drops 2.9%, most since December 2022",
    ],
    [
      "2025-02-04",
      "Bitcoin rises 3.8% to $101,405; Ether recovers from deepest intraday fall since May 2021",
    ],
  ] as const)("on %s", ([day, title]) => {
    expect(told(day).title).toBe(title);
  });

  test("and is the second sentence of the summary", () => {
    expect(told("2024-07-18").summary).toMatch(
      /^Bitcoin [^.]*\.\d[^.]*\. The Nasdaq-100 dropped 2\.9%/,
    );
  });

  test("but not beside a record, nor what the lead's own headline nearly matches", () => {
    expect(told("2024-11-12").title).toContain("highest close on record");
    expect(told("2024-09-07").title).not.toContain("crude");
  });
});

test("a fall that takes back what the weekend brought is measured from the session before it", () => {
  const { body } = told("2025-03-04");
  expect(body).toContain(
    "Bitcoin has given back most of its weekend gain of 11.7%: since Friday's close it is up 2.0%, and Ether down 4.1%.",
  );
  expect(answer("2025-03-04")).toContain(
    "The day erased most of the weekend's gain of 11.7%: since Friday Bitcoin is still up 2.0%",
  );
});

test("a pair's largest fall, a fund's and the most volume in years stand in the text", () => {
  expect(told("2024-07-26").body).toContain(
    "down 5.4% at 0.04826, the pair's largest daily fall since November 2022",
  );
  const { body } = told("2024-08-06");
  expect(body).toContain(
    "the iShares Bitcoin Trust closed down 14.4% from its close of Friday, its largest loss from one session to the next since trading began in January 2024",
  );
  expect(body).toContain("4.2 times its own and the most since May 2021");
});

test("a week's rise counts as given back where the week ends at or below its beginning", () => {
  expect(told("2025-01-26", "weekly-review").title).not.toContain("gives back");
  const { summary } = told("2025-03-09", "weekly-review");
  expect(summary).toContain("Bitcoin gave back nearly all of a rise of 9.6% on March 2");
  expect(summary).not.toContain("made up");
});

describe("stocks and a coin", () => {
  test("stand together in a headline only where the fund went with both", () => {
    expect(told("2024-07-25").title).toBe(
      "S&P 500 loses 2.3%, the most since December 2022; Bitcoin slips 0.8%",
    );
    expect(told("2024-08-03").title).not.toContain("S&P 500");
    expect(told("2025-04-10").title).toContain("as Bitcoin surges 8.3%");
  });

  test("are measured between New York's closes where the coin's day is another span", () => {
    expect(answer("2025-06-24")).toContain(
      "New York's closes show none of it: from Friday's to Monday's the iShares Bitcoin Trust was flat and the S&P 500 up 1.0%, while Bitcoin's own day came out up 4.5%.",
    );
    expect(answer("2025-01-22")).toContain(
      "less of it: from the last before the holiday to Tuesday's",
    );
  });
});

test("the coin that a headline names stands in the summary, and is what its rarity is asked of", () => {
  const { title, summary, body } = told("2025-03-04");
  expect(title).toMatch(/^Ether tumbles/);
  expect(summary).toContain("Ether tumbled 14.8% to $2,145.57");
  expect(body).toContain("### How unusual is a fall of 14.8% in Ether?");
});

describe("what stands beside a coin in a headline", () => {
  test("is a flow only where it is large, turned or has run long", () => {
    expect(told("2025-06-12").title).not.toContain("ETFs");
    expect(told("2024-08-27").title).toContain("eight sessions");
  });

  test("is oil, or technology shares, where they moved far", () => {
    expect(told("2025-06-12").title).toBe(
      "Bitcoin falls 1.4% to $108,687 on a day when oil jumps 4.9%",
    );
    expect(told("2024-10-29").title).toContain("golden cross");
  });
});

test("a yield is told by its day and by five sessions, and a day's move that is the largest in months says so", () => {
  expect(told("2024-11-27").body).toMatch(
    /The 2-year Treasury yield fell 16 basis points to 4\.21% on Monday, November 25, its largest daily fall since August 2, and was down 8 basis points over five sessions; the 10-year/,
  );
  expect(told("2024-08-08").body).toMatch(
    /The 2-year Treasury yield rose 10 basis points to 3\.99% on Tuesday, August 6, but was down 36 basis points over five sessions; the 10-year/,
  );
});

test("an inflow that collapsed is told against the session before, and by its fund", () => {
  const { body, summary } = told("2025-01-08");
  expect(body).toContain(
    "Inflows to US spot bitcoin ETFs slowed to $52.4 million from $978.6 million",
  );
  expect(`${summary} ${body}`).not.toMatch(/Even so|all the same/);
  expect(told("2025-04-25").body).toContain(
    "The iShares Bitcoin Trust alone took in $327.3 million on Thursday.",
  );
});
