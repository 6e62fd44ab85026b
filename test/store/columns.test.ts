import { expect, test } from "vitest";
import { daysFrom } from "../../generator/base/day.ts";
import { columnsOf, daySharer, historyUntil, type Columns } from "../../generator/store/columns.ts";

function columnsFrom(from: string, to: string, first = 0): Columns {
  const days = daysFrom(from, to);
  return columnsOf(
    days.map((day, at) => ({ day, value: first + at, public: first + at, revision: 0 })),
  );
}

test("columns share the list of days of those before where it is the same, and no other", () => {
  const share = daySharer();
  const first = share(columnsFrom("2025-05-01", "2025-05-08"));
  const alike = columnsFrom("2025-05-01", "2025-05-08", 100);
  const shared = share(alike);
  expect(shared).toEqual(alike);
  expect(shared.days).toBe(first.days);
  const others = [
    columnsFrom("2025-05-01", "2025-05-07"),
    columnsFrom("2025-05-02", "2025-05-08"),
    columnsFrom("2025-05-02", "2025-05-09"),
    columnsOf([]),
  ];
  for (const other of others) expect(share(other)).toBe(other);
});

test("series with one list of days are each known as far as they are asked for", () => {
  const share = daySharer();
  const [one, other] = [0, 100].map((first) =>
    share(columnsFrom("2025-05-01", "2025-05-08", first)),
  );
  for (const count of [3, 3, 8, 5]) {
    const [a, b] = [one!, other!].map((columns, at) =>
      historyUntil({ series: `s${at}`, ...columns }, count + at - 1),
    );
    expect(a!.days).toEqual(one!.days.slice(0, count - 1));
    expect(a!.values).toEqual(one!.values.slice(0, count - 1));
    expect(b!.days).toEqual(one!.days.slice(0, count));
    expect(b!.values).toEqual(other!.values.slice(0, count));
  }
});
