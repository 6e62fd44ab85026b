import { z } from "zod";
import { sampleOf } from "../../web/answer.ts";
import { WebFault } from "../../web/fault.ts";
import { liveSource } from "./contract.ts";
import { epochInstant, fromMonthFirst, periodAt } from "./days.ts";
import type { Calendar } from "../../publication/calendars/calendar.ts";
import type { Row } from "../files/table.ts";

const path = z.string().regex(/^[\w-]+(\.[\w-]+)*$/, "expected a path such as data.0.close");

const options = z.strictObject({
  /** `{from}` and `{to}` stand for the days asked for; `{NAME}` for a key from the environment. */
  url: z.string().regex(/^https?:\/\//, "expected a web address"),
  headers: z.record(z.string(), z.string()).default({}),
  /** Path of the list of rows; a single dot for the answer itself. */
  rows: z.union([path, z.literal(".")]).default("."),
  /** Paths inside one row. */
  date: path,
  value: path,
  /**
   * How the provider writes dates: nothing is guessed where two readings are possible. `epoch-end` is the instant, in seconds and the like since
   * 1970, at which the period of a value was over.
   */
  dates: z.enum(["iso", "epoch", "epoch-end", "month-first"]).default("iso"),
  /** The stored unit is so many times the provider's. */
  scale: z.number().default(1),
  /** What must stand in the answer, by path: symbol, currency, unit. */
  expect: z.record(path, z.union([z.string(), z.number()])).default({}),
});

const PLACE = /\{(\w+)\}/g;
/** Places of an address that are filled with days. */
const DAYS: ReadonlySet<string> = new Set(["from", "to"]);

/** The keys that a text has places for. */
function namedIn(text: string): string[] {
  return [...text.matchAll(PLACE)].map(([, name]) => name!).filter((name) => !DAYS.has(name));
}

/** Any provider that answers JSON, by a mapping in the configuration. */
export const json = liveSource({
  id: "json",
  about: {
    gives: "any series of a provider that answers JSON: a mapping of paths in the configuration",
    cost: "the provider's",
    limits: "one request a second",
    terms: "the provider's",
  },
  spacingMs: 1000,
  keys: [],
  keysOf: ({ url, headers }) =>
    [...new Set([url, ...Object.values(headers)].flatMap(namedIn))].map((name) => ({
      name,
      required: true,
    })),
  options,
  batch: ({ url, headers }) => JSON.stringify([url, headers]),
  async pull({ wanted, from, to }, http) {
    const fill = (text: string): string =>
      text.replace(PLACE, (_, name: string) => {
        if (name === "from") return from;
        return name === "to" ? to : http.requiredKey(name);
      });
    const first = wanted[0].options;
    const headers = Object.entries(first.headers).map(([name, value]) => [name, fill(value)]);
    const answer = await http.json(fill(first.url), z.unknown(), {
      headers: Object.fromEntries(headers),
    });
    const rows = wanted.map(({ series, options: each }) => {
      for (const [at, expected] of Object.entries(each.expect)) {
        const found = valueAt(answer, at);
        if (found !== expected)
          throw drift(
            first.url,
            `${at}: ${sampleOf(String(expected))} was expected, found ${sampleOf(found)}`,
          );
      }
      const list = each.rows === "." ? answer : valueAt(answer, each.rows);
      if (!Array.isArray(list))
        throw drift(
          first.url,
          `${each.rows}: a list of rows was expected, found ${sampleOf(list)}`,
        );
      const read = list.map((item: unknown, index): Row => {
        const where = `${each.rows}.${index}`;
        return {
          line: index + 1,
          date: dateOf(valueAt(item, each.date), each.dates, series.calendar),
          value: figureOf(
            valueAt(item, each.value),
            each.scale,
            `${where}.${each.value}`,
            first.url,
          ),
          whole: wanted.map(({ options: { value } }) => String(valueAt(item, value))),
        };
      });
      return [series.id, read] as const;
    });
    return { rows: new Map(rows), notes: [] };
  },
});

/** Plain decimals; what is written otherwise is handed over as it stands and refused by name. */
const DECIMAL = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?\s*$/i;

/** Own properties only: a path never leads into what JavaScript adds. */
function valueAt(value: unknown, at: string): unknown {
  return at.split(".").reduce<unknown>((sofar, key) => {
    const own = typeof sofar === "object" && sofar !== null && Object.hasOwn(sofar, key);
    return own ? (sofar as Record<string, unknown>)[key] : undefined;
  }, value);
}

function dateOf(
  found: unknown,
  format: z.output<typeof options>["dates"],
  calendar: Calendar,
): string {
  if (format === "epoch" || format === "epoch-end") {
    const instant = epochInstant(Number(found));
    const within = format === "epoch" ? 0 : 1;
    return instant === undefined ? String(found) : periodAt(calendar, instant - within);
  }
  const text = String(found).replace(/T00:00:00(\.0+)?$/, "");
  if (format === "month-first") return fromMonthFirst(text);
  const instant = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(instant) ? text : periodAt(calendar, instant);
}

function figureOf(found: unknown, scale: number, where: string, url: string): string {
  if (found === null) return ""; // a row without a value: refused by itself
  if (typeof found !== "number" && typeof found !== "string")
    throw drift(url, `${where}: a number was expected, found ${sampleOf(found)}`);
  if (typeof found === "string" && !DECIMAL.test(found)) return found.trim();
  return typeof found === "number" || scale !== 1 ? String(Number(found) * scale) : found;
}

function drift(url: string, what: string): WebFault {
  return new WebFault("drift", `${url}: the answer has changed its shape at ${what}`);
}
