import { placesOf } from "../../base/places.ts";
import type { AsOfView } from "../../store/asof.ts";
import { dayOf } from "../../base/day.ts";
import { almanacOf } from "../binding/almanac.ts";
import { binderOf, type BindingGround, type Bound } from "../binding/binder.ts";
import { spanPlace } from "../place.ts";
import { reportOf, type CheckMessage } from "../report.ts";
import { formatOf, textBlocks } from "./read-text.ts";
import type { TextBinding, TextChecker, TextVerdict } from "./text-report.ts";

/**
 * Holds texts that Bellwether did not write to what was known at one instant: each figure beside the name of a known subject is bound
 * to one quantity over one window at one time, and compared with what the store says of that.
 */
export function textCheckerOf(ground: BindingGround, view: AsOfView): TextChecker {
  const almanac = almanacOf(view, dayOf(view.instant));
  const binder = binderOf(ground, almanac);
  return (text, { file = "text", format = formatOf(file) } = {}) => {
    const placeOf = placesOf(text);
    const read = binder.read(textBlocks(text, format));
    const verdicts = read
      .flatMap(({ bound }) => bound.map(verdictOf))
      .toSorted((a, b) => a.offset - b.offset);
    const count = (wanted: TextVerdict["verdict"]): number =>
      verdicts.filter(({ verdict }) => verdict === wanted).length;
    return {
      ...reportOf(file, verdicts.length, verdicts.flatMap(messageOf)),
      asOf: new Date(view.instant).toISOString(),
      right: count("right"),
      wrong: count("wrong"),
      unknown: count("unknown"),
      verdicts,
    };

    function verdictOf(bound: Bound): TextVerdict {
      const { verdict, figure, candidate } = bound;
      return {
        verdict,
        figure: figure.text,
        ...spanPlace({ placeOf }, bound.block, figure),
        ...bound.told,
        ...(candidate && verdict !== "unknown" ? { binding: bindingOf(candidate) } : {}),
      };
    }
  };
}

function bindingOf({
  statistic,
  subjects,
  series,
  window,
  day,
  value,
}: NonNullable<Bound["candidate"]>): TextBinding {
  return { subjects, series, statistic, ...(window === undefined ? {} : { window }), day, value };
}

/** None for a figure that is right. */
function messageOf({
  verdict,
  figure,
  line,
  column,
  endLine,
  endColumn,
  offset,
  length,
  message,
  expected,
}: TextVerdict): CheckMessage[] {
  if (verdict === "right") return [];
  return [
    {
      code: verdict === "wrong" ? "wrong-figure" : "unknown-figure",
      severity: verdict === "wrong" ? "error" : "notice",
      line,
      column,
      endLine,
      endColumn,
      offset,
      length,
      figure,
      message,
      ...(expected === undefined ? {} : { expected }),
    },
  ];
}
