import { Hono } from "hono";
import type { Standing } from "../../articles/approval.ts";
import { addDays, dayOf, isDay, weekday, type Day } from "../../base/day.ts";
import { dateWords } from "../../publish/theme/dates.ts";
import { show, type Desk } from "../frame.ts";
import { standingWords } from "../words.ts";

/** Articles named on one day; of more, their number is told. */
const NAMED = 6;

/** The days of a month with what is written, waits, is planned and has gone out. */
export function calendarPage(desk: Desk): Hono {
  return new Hono().get("/calendar", (context) => {
    const { index, newsroom } = desk;
    index.refresh();
    const { language, cutoff } = newsroom.publication;
    const today = dayOf(newsroom.world.now());
    const asked = `${context.req.query("month") ?? ""}-01`;
    const first = isDay(asked) ? asked : `${(index.days()[0] ?? today).slice(0, 7)}-01`;
    const month = first.slice(0, 7);
    const days: Day[] = [];
    for (let day = first; day.startsWith(month); day = addDays(day, 1)) days.push(day);
    return show(
      desk,
      context,
      "calendar",
      { title: "Calendar" },
      {
        month: dateWords(first, "month", language),
        cutoff,
        // Weeks begin on Monday.
        offset: String(((weekday(first) + 6) % 7) + 1),
        earlier: addDays(first, -1).slice(0, 7),
        later: addDays(days.at(-1) ?? first, 1).slice(0, 7),
        days: days.map((day) => dayTold(desk, day, today)),
        isEmpty: days.every((day) => index.ofDay(day).length === 0),
      },
    );
  });
}

function dayTold({ index, newsroom: { publication } }: Desk, day: Day, today: Day) {
  const entries = index.ofDay(day);
  const stateOf = ({ standing, isPublished }: (typeof entries)[number]): Standing =>
    isPublished && (standing === "approved" || standing === "scheduled") ? "published" : standing;
  return {
    day,
    number: String(Number(day.slice(8))),
    date: dateWords(day, "short", publication.language),
    isToday: day === today,
    isEmpty: entries.length === 0,
    articles: entries.slice(0, NAMED).map((entry) => ({
      href: `/articles/${entry.day}/${entry.slug}`,
      title: entry.title,
      state: stateOf(entry),
      stateWords: standingWords(stateOf(entry)),
      hour: entry.scheduled?.slice(11, 16),
    })),
    more: entries.length > NAMED ? String(entries.length - NAMED) : undefined,
  };
}
