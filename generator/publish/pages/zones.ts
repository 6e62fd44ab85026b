import { relativeLink, METHODOLOGY_PAGE } from "../model/address.ts";
import type { Subject } from "../../publication/catalogue.ts";
import type { Form } from "../../compose/print/format.ts";
import type { Signal } from "../../measure/signal.ts";
import { bandOf, type Band, type Scale } from "../../narrate/scales/scale.ts";
import { dateWords } from "../theme/dates.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";
import { scaleAnchor } from "./scale-values.ts";
import { printSignal, unitAfter, type DataSite, type EditionDesk } from "../model/edition-desk.ts";
import { weighs, zoneRulesOf, type ZoneRule } from "./zone-rules.ts";
import { countIn } from "../text/counts.ts";

type ZoneValues = LayoutValues<"subject">["zones"][number];
type TimelineValues = LayoutValues<"subject">["timelines"][number];

/** Stretches shown at once; those before are behind a disclosure. */
const NEWEST = 6;

/** Where the values of a subject stand on the scales that the narratives use, at the newest edition. */
export function zonesOf(data: DataSite, subject: Subject, from: string): ZoneValues[] {
  const { newest, site, background } = data;
  return rulesFor(data, subject).flatMap((rule) => {
    const signal = readSignal(rule, subject, newest);
    if (!signal) return [];
    const { language } = site.publication;
    return {
      scale: rule.scale.title,
      href: `${relativeLink(from, METHODOLOGY_PAGE)}#${scaleAnchor(rule.scale)}`,
      of: titleOf(data, rule, subject),
      value: printSignal(signal, background.language, formOf(signal)),
      unit: unitAfter(signal.unit, site),
      word: wordOf(bandAt(rule.scale, signal)),
      day: dated(signal.day, language),
    };
  });
}

/** How long each value of a subject stayed in which band, as each of the editions saw it; newest first. */
export function timelinesOf(
  data: DataSite,
  subject: Subject,
  desks: readonly EditionDesk[],
): TimelineValues[] {
  const { language } = data.site.publication;
  return rulesFor(data, subject).flatMap((rule) => {
    const stretches: { word: string; from: string; to: string; editions: number }[] = [];
    for (const desk of desks) {
      const signal = readSignal(rule, subject, desk);
      if (!signal) continue;
      const word = wordOf(bandAt(rule.scale, signal));
      const last = stretches.at(-1);
      if (last?.word === word) {
        last.from = desk.day;
        last.editions += 1;
      } else stretches.push({ word, from: desk.day, to: desk.day, editions: 1 });
    }
    if (stretches.length === 0) return [];
    const told = stretches.map(({ word, from, to, editions }) => ({
      word,
      from: dated(from, language),
      to: from === to ? undefined : dated(to, language),
      editions: countIn(language, editions),
    }));
    return {
      scale: rule.scale.title,
      of: titleOf(data, rule, subject),
      newest: told.slice(0, NEWEST),
      earlier: told.slice(NEWEST),
    };
  });
}

function dated(iso: string, language: string): ZoneValues["day"] {
  return { iso, words: dateWords(iso, "long", language) };
}

/** A percentile is a place in an order: the 45th. */
function formOf({ unit }: Signal): Form {
  return unit === "percentile" ? "ordinal" : "plain";
}

/** The word that a reader sees for a band: the first of its words. */
function wordOf({ words, id }: Band): string {
  return words?.[0] ?? id;
}

function rulesFor({ background, site }: DataSite, subject: Subject): ZoneRule[] {
  const { catalogue } = site.publication;
  return zoneRulesOf(background).filter(
    (rule) =>
      weighs(rule, subject, catalogue) && catalogue.series.has(`${subject.id}.${rule.quantity}`),
  );
}

function titleOf({ site }: DataSite, { quantity }: ZoneRule, { id }: Subject): string {
  return site.publication.catalogue.series.get(`${id}.${quantity}`)?.title ?? quantity;
}

/** Undefined too where it tells of an earlier value than the newest: that a rule compares the two makes the earlier no zone of today's. */
function readSignal(
  { quantity, signal }: ZoneRule,
  { id }: Subject,
  { signals, view }: EditionDesk,
): Signal | undefined {
  const outcome = signals.read(id, quantity, signal);
  if (!outcome.ok) return undefined;
  const isOfNewest = outcome.signal.day === view.history(`${id}.${quantity}`).days.at(-1);
  return isOfNewest ? outcome.signal : undefined;
}

/** A scale from zero up weighs the size of a value, whichever way it points. */
function bandAt(scale: Scale, { value }: Signal): Band {
  const number = Number(value);
  return bandOf(scale, scale.range[0] === 0 ? Math.abs(number) : number);
}
