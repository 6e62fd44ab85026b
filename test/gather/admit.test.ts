import { describe, expect, test } from "vitest";
import { admit, gapsIn } from "../../generator/gather/admit.ts";
import type { Row } from "../../generator/gather/files/table.ts";
import { seriesOf } from "./support.ts";

const crypto = seriesOf({ id: "btc.close", range: [1000, 1_000_000] });
const share = seriesOf({ id: "coin.close", calendar: "XNYS", lag: "PT30M", range: [5, 5000] });
const now = Date.parse("2025-05-08T12:00:00Z");

function row(date: string, value: string, line = 2): Row {
  return { line, date, value };
}

function codeOf(series: typeof crypto, one: Row): string | undefined {
  const { accepted, refused } = admit(series, [one], now);
  expect(accepted.length + refused.length).toBe(1);
  return refused[0]?.code;
}

describe("a row", () => {
  test("that is clean is accepted with its instant of publication", () => {
    expect(admit(crypto, [row("2025-05-07", "97032.32")], now)).toEqual({
      accepted: [
        {
          day: "2025-05-07",
          value: 97032.32,
          public: Date.parse("2025-05-08T00:10:00Z"),
          stated: false,
        },
      ],
      refused: [],
      repeated: new Set(),
    });
    expect(admit(share, [row("2025-05-07", "196.56")], now).accepted[0]?.public).toBe(
      Date.parse("2025-05-07T20:30:00Z"),
    );
  });

  test.each([
    "1,000.00",
    "$97032",
    "97032 USD",
    "NaN",
    "Infinity",
    "-Infinity",
    "0x17a08",
    "1e999",
    "9".repeat(400),
    "",
    "null",
    "true",
    "=cmd|' /C calc'!A0",
    "=SUM(A1:A9)",
    "+",
    "1e",
    "1.2.3",
    "--97032",
    "97_032",
    "９７０３２",
    "97032\u0000",
    "[97032]",
    "5%",
  ])("whose value is %j is refused: it is not a number", (value) => {
    expect(codeOf(crypto, row("2025-05-07", value))).toBe("not-a-number");
  });

  test.each(["97032", "97032.", "9.7032e4", "+97032.5"])(
    "whose value is %j is accepted",
    (value) => {
      expect(codeOf(crypto, row("2025-05-07", value))).toBeUndefined();
    },
  );

  test.each(["0", "-97032", "999.99", "1000000.01", "1e300"])(
    "whose value is %j is refused: it is out of the sane range",
    (value) => {
      expect(codeOf(crypto, row("2025-05-07", value))).toBe("out-of-range");
    },
  );

  test.each([
    "",
    "2025-02-30",
    "07/05/2025",
    "2025-5-7",
    "20250507",
    "2025-05-07T00:00:00Z",
    "45784",
  ])("whose date is %j is refused: it is not a day", (date) => {
    expect(codeOf(crypto, row(date, "97032"))).toBe("not-a-day");
  });

  test.each(["2025-04-18", "2025-05-03", "2025-01-09", "2001-09-11", "1957-03-01"])(
    "of a share on %s is refused: there was no session that is known of",
    (date) => {
      expect(codeOf(share, row(date, "196.56"))).toBe("not-a-period");
    },
  );

  test.each(["2025-05-08", "2025-05-09", "2999-01-01"])(
    "of %s is refused at noon of 2025-05-08: its day is not over",
    (date) => {
      expect(codeOf(crypto, row(date, "97032"))).toBe("future");
    },
  );

  test.each([
    ["2025-05-08 03:26", "not-an-instant"],
    ["2025-05-08T03:26:46+02:00", "not-an-instant"],
    ["2025-13-08T03:26:46Z", "not-an-instant"],
    ["2025-05-07T23:59:59Z", "public-too-early"],
    ["2025-05-08T12:00:01Z", "future"],
    ["2025-05-08T03:26:46Z", undefined],
  ])("that states it was public %s has the verdict %s", (published, code) => {
    expect(codeOf(crypto, { ...row("2025-05-07", "97032"), public: published })).toBe(code);
  });

  test("is quoted in its refusal without control characters and shortened", () => {
    const [remark] = admit(
      crypto,
      [row("2025-05-07", `\u001b[31m\u202e${"x".repeat(500)}`)],
      now,
    ).refused;
    expect(remark?.why).not.toMatch(/\p{C}/u);
    expect(remark?.why.length).toBeLessThan(150);
    expect(remark?.line).toBe(2);
  });
});

describe("rows of the same day", () => {
  test("with different values are all refused, by name, and never averaged", () => {
    const rows = [
      row("2025-05-05", "94000", 2),
      row("2025-05-06", "96000", 3),
      row("2025-05-06", "96100", 4),
    ];
    const { accepted, refused } = admit(crypto, rows, now);
    expect(accepted.map(({ day }) => day)).toEqual(["2025-05-05"]);
    expect(refused.map(({ line, code }) => [line, code])).toEqual([[3, "conflict"]]);
    expect(refused[0]?.why).toContain("Lines 3, 4 give");
  });

  test("are named in one remark, however many they are", () => {
    const rows = Array.from({ length: 1440 }, (_, at) =>
      row("2025-05-06", `${96_000 + at}`, at + 2),
    );
    const { accepted, refused } = admit(crypto, rows, now);
    expect(accepted).toEqual([]);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.why).toContain("Lines 2, 3, 4, 5, 6 and 1435 more give");
    expect(JSON.stringify(refused).length).toBeLessThan(300);
  });

  test("with the same value count once", () => {
    const rows = [row("2025-05-06", "96000"), row("2025-05-06", "96000.0", 3)];
    expect(admit(crypto, rows, now).accepted).toHaveLength(1);
  });
});

test("rows are accepted in the order of their days, whatever the order of the file", () => {
  const rows = [row("2025-05-06", "3000"), row("2025-05-01", "1000"), row("2025-05-03", "2000")];
  expect(admit(crypto, rows, now).accepted.map(({ value }) => value)).toEqual([1000, 2000, 3000]);
});

describe("a gap", () => {
  test("is named by its first and last missing day", () => {
    const gaps = gapsIn(crypto, ["2025-05-01", "2025-05-02", "2025-05-06"]);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.why).toContain("2025-05-03 to 2025-05-05 are missing: 3 periods");
  });

  test("is counted in sessions where the series has sessions", () => {
    expect(gapsIn(share, ["2025-04-17", "2025-04-21"])).toEqual([]);
    expect(gapsIn(share, ["2025-04-17", "2025-04-22"])[0]?.why).toContain("2025-04-21 is missing");
  });

  test("as long as the series allows is not a remark", () => {
    const lenient = seriesOf({ id: "btc.close", maxGap: 1 });
    expect(gapsIn(lenient, ["2025-05-01", "2025-05-03"])).toEqual([]);
    expect(gapsIn(lenient, ["2025-05-01", "2025-05-04"])).toHaveLength(1);
  });
});
