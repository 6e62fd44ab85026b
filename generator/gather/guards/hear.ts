import type { Series } from "../../publication/catalogue.ts";
import type { Observation, Remark } from "../../store/observation.ts";
import type { Acceptance } from "./acceptance.ts";
import { withoutDoubtfulAnswer } from "./answers.ts";
import { withoutImpossibleCandle } from "./candles.ts";
import type { Guarded } from "./history.ts";
import { guard } from "./judge.ts";
import type { Witness } from "./doubt.ts";
import { witnessOf, type KnownSeries, type Offered } from "./witnesses.ts";
import type { Catalogue } from "../../publication/catalogue.ts";

/** Clean values of one series, as one file or answer gives them. */
export interface Offer {
  readonly series: Series;
  readonly observations: readonly Observation[];
  readonly repeated?: Witness["repeated"];
}

/** What of an offer may be stored. */
export interface Heard extends Guarded {
  readonly series: Series;
  /** Refused changes that a person has accepted, each with the reason given. */
  readonly accepts: readonly Remark[];
  /** The whole history was restated for a cause that is known: it is taken where it is offered whole. */
  readonly restated: boolean;
}

/** What values are held to beside the declarations. */
export interface Ground {
  readonly catalogue: Catalogue;
  readonly known: KnownSeries;
  /** What the same run offers of any series. */
  readonly offered: Offered;
  readonly splits?: Witness["splits"];
  readonly acceptance: Acceptance;
  /** The command line that accepts what is refused of a series, for the message. */
  readonly command: (series: string) => string;
}

const NOTHING = { days: [], values: [] };

/**
 * The one hearing for every way in: holds what one file or answer offers to each series' own history, to its second source, to related series, to
 * splits that are reported, the quantities of one subject to each other, and series that cannot tell to the rest of the answer.
 */
export function hear(offers: readonly Offer[], ground: Ground): Heard[] {
  const { catalogue, known, offered, splits } = ground;
  const judged = offers.map(({ series, observations, repeated = new Set() }) => {
    const held = known.get(series.id) ?? NOTHING;
    const witness = { ...witnessOf(series, catalogue, known, offered, splits), repeated };
    return { series, known: held, observations, ...guard(series, held, observations, witness) };
  });
  const subjects = Map.groupBy(
    withoutDoubtfulAnswer(judged),
    ({ series }) => series.id.split(".")[0],
  );
  const bySeries = new Map(
    [...subjects.values()]
      .flatMap((ofSubject) => withoutImpossibleCandle(ofSubject))
      .map((guarded) => [guarded.series.id, guarded]),
  );
  return judged.map(({ series, observations, restated }) =>
    ruled({ series, observations }, { ...bySeries.get(series.id)!, restated }, ground),
  );
}

/** What a person has said overrules the guards; else the first refusal says how to overrule it. */
function ruled(
  { series, observations }: Offer,
  { accepted, refused, restated }: Guarded & { readonly restated: boolean },
  { acceptance, command }: Ground,
): Heard {
  const reason = acceptance(series.id);
  if (reason === undefined || refused.length === 0) {
    const [first, ...others] = refused;
    const how = `If a person has looked and it is right: ${command(series.id)}`;
    const told = first === undefined ? [] : [{ ...first, why: `${first.why} ${how}` }, ...others];
    return { series, accepted, refused: told, accepts: [], restated };
  }
  const accepts = refused.map((each): Remark => ({
    ...each,
    code: "accepted",
    why: `Accepted: ${reason} (${each.why})`,
  }));
  return { series, accepted: observations, refused: [], accepts, restated: false };
}
