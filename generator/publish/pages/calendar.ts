import { webAddress } from "../../base/markup.ts";
import type { Day } from "../../base/day.ts";
import { outAt, utcDayOf, type Announcement } from "../../publication/events/event.ts";
import type { SiteFile } from "../build/site-file.ts";
import { icalendar, titleOf } from "../machine/icalendar.ts";
import { CALENDAR_FEED, CALENDAR_PAGE, relativeLink } from "../model/address.ts";
import type { DataSite } from "../model/edition-desk.ts";
import { commonValues } from "../model/page-head.ts";
import { dateWords } from "../theme/dates.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";
import type { Layouts } from "../theme/layouts.ts";

type CalendarValues = LayoutValues<"calendar">;

/** What was scheduled about the newest edition, as it was known at its cut-off, for people and for their calendars. */
export function calendarPages(data: DataSite, layouts: Layouts): SiteFile[] {
  const { site, newest } = data;
  const { name, language, catalogue } = site.publication;
  if (catalogue.events.size === 0) return [];
  const path = CALENDAR_PAGE;
  const events = newest.view.events();
  const isPast = (each: Announcement): boolean => outAt(each) <= newest.view.instant;
  const content = layouts.render("calendar", {
    ...commonValues(site, { ...site.words.head("calendar", { site: name }), path }),
    asOf: {
      iso: newest.cutoff,
      words: dateWords(newest.day, "long", language),
      time: newest.cutoff.slice(11, 16),
    },
    feed: relativeLink(path, CALENDAR_FEED),
    ahead: daysOf(
      events.filter((each) => !isPast(each)),
      data,
    ),
    past: daysOf(events.filter(isPast), data).toReversed(),
  });
  return [
    { path, content, modified: newest.cutoff, found: { kind: "about" } },
    { path: CALENDAR_FEED, content: icalendar(site, events, newest.cutoff) },
  ];
}

/** Scheduled events by day, as pages list them. */
export function daysOf(
  events: readonly Announcement[],
  { site }: DataSite,
): CalendarValues["ahead"] {
  const { language, catalogue } = site.publication;
  const dayOf = (event: Announcement): Day => {
    const kind = catalogue.events.get(event.kind);
    return kind ? utcDayOf(event, kind) : event.day;
  };
  return [...Map.groupBy(events, dayOf)].map(([day, its]) => ({
    day: { iso: day, words: dateWords(day, "full", language) },
    events: its.flatMap(({ kind: id, name, at }) => {
      const kind = catalogue.events.get(id);
      const source = kind && catalogue.sources.get(kind.source);
      if (!kind || !source) return [];
      const { publisher, url } = source;
      return {
        name: titleOf(kind, name),
        hour: kind.time === undefined ? undefined : hourOf(at, kind.zone, language),
        source: { publisher, href: webAddress(url) },
      };
    }),
  }));
}

function hourOf(at: string, timeZone: string, language: string) {
  const clock = {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
    timeZoneName: "short",
  } as const;
  const local = new Intl.DateTimeFormat(language, clock).format(Date.parse(at));
  return { at, time: at.slice(11, 16), local };
}
