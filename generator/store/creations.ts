import type { Day } from "../base/day.ts";
import type { History } from "./asof.ts";
import type { Calendar } from "../publication/calendars/calendar.ts";

const MILLION = 1e6;

/**
 * What flowed into a fund, in millions: the shares it created since the session before, less those it redeemed, at the
 * day's net asset value a share: (Sₜ − Sₜ₋₁) × NAVₜ ÷ 10⁶. A flow is public when the last of its three figures is. A session
 * after which a figure is missing has none: what came over two sessions belongs to neither.
 */
export function creationsHistory(
  series: string,
  shares: History,
  netAssetValue: History,
  calendar: Calendar,
): History {
  const days: Day[] = [];
  const found: { value: number; published: number; revision: number }[] = [];
  let cursor = 0;
  for (let at = 1; at < shares.days.length; at++) {
    const day = shares.days[at]!;
    while (cursor < netAssetValue.days.length && netAssetValue.days[cursor]! < day) cursor++;
    if (netAssetValue.days[cursor] !== day || calendar.previous(day) !== shares.days[at - 1])
      continue;
    const created = shares.values[at]! - shares.values[at - 1]!;
    days.push(day);
    found.push({
      value: (created * netAssetValue.values[cursor]!) / MILLION,
      published: Math.max(
        shares.publics[at - 1]!,
        shares.publics[at]!,
        netAssetValue.publics[cursor]!,
      ),
      revision:
        shares.revisions[at - 1]! + shares.revisions[at]! + netAssetValue.revisions[cursor]!,
    });
  }
  return {
    series,
    days,
    values: Float64Array.from(found, ({ value }) => value),
    publics: Float64Array.from(found, ({ published }) => published),
    revisions: Uint16Array.from(found, ({ revision }) => revision),
  };
}
