import { expect, test } from "vitest";
import { dayNumber, daysFrom } from "../../generator/base/day.ts";
import {
  columnsBehind,
  columnsOf,
  daySharer,
  historyUntil,
  roomFor,
  type Columns,
} from "../../generator/store/columns.ts";

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

/** So many rows from a place on. */
function rowsFrom(first: number, count: number) {
  return daysFrom("1970-01-02", "1970-03-01")
    .slice(first, first + count)
    .map((day, at) => ({ day, value: first + at + 0.5, public: 9, retrieved: 9, revision: 0 }));
}

function added(rows: ReturnType<typeof rowsFrom>) {
  return rows.map((row) => [dayNumber(row.day), row] as const);
}

test("columns that grow are what all their rows give, whatever grew from them before, and leave those they grew from as they are", () => {
  const begun = columnsOf(rowsFrom(0, 3));
  const laidOut: Columns = { ...begun, ...roomFor(3) };
  for (const each of ["values", "publics", "arrivals", "revisions"] as const)
    laidOut[each].set(begun[each]);
  for (const first of [begun, laidOut]) {
    let columns = first;
    for (let length = 3; length < 30; length += 2) {
      const before = structuredClone(columns);
      const other = rowsFrom(length, 1).map((row) => ({ ...row, value: -1 }));
      const grown = columnsBehind(columns, added(rowsFrom(length, 2)), 9)!;
      const apart = columnsBehind(columns, added(other), 9)!;
      expect(grown).toEqual(columnsOf(rowsFrom(0, length + 2)));
      expect(apart).toEqual(columnsOf([...rowsFrom(0, length), ...other]));
      expect(columns).toEqual(before);
      columns = grown;
    }
  }
});
