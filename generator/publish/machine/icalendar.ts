import ical from "ical-generator";
import { capitalised } from "../../base/text.ts";
import type { Announcement, EventKind } from "../../publication/events/event.ts";
import { CALENDAR_PAGE, permanentLink } from "../model/address.ts";
import type { Site } from "../model/site.ts";

/** What an event is called where its name stands alone: "US market holiday: Memorial Day". */
export function titleOf(kind: Pick<EventKind, "name">, own: string | undefined): string {
  const name = capitalised(kind.name);
  return own === undefined ? name : `${name}: ${own}`;
}

/** Scheduled events as a calendar that programs subscribe to (RFC 5545). @param asOf when they were known so, ISO 8601 UTC. */
export function icalendar(site: Site, events: readonly Announcement[], asOf: string): string {
  const { name, catalogue } = site.publication;
  const url = permanentLink(site.root, CALENDAR_PAGE);
  const calendar = ical({
    name,
    prodId: { company: "Bellwether", product: "Bellwether" },
    url,
  });
  for (const { id, kind, name: own, day, at } of events) {
    const declared = catalogue.events.get(kind);
    if (!declared) continue;
    calendar.createEvent({
      id: `${id}@${new URL(site.root).host}`,
      stamp: new Date(asOf),
      start: new Date(declared.time === undefined ? day : at),
      // What has an hour takes no time: an end would have to be later than the beginning.
      ...(declared.time === undefined ? { allDay: true } : {}),
      summary: titleOf(declared, own),
      url,
    });
  }
  return calendar.toString();
}
