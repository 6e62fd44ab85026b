import { weekday, WEEKDAYS } from "../../base/day.ts";
import type { Almanac } from "./almanac.ts";
import { candidateOf } from "./candidate.ts";
import type { ClaimReader } from "./claims.ts";
import type { Judged } from "./judge.ts";
import { mainLine } from "./prices.ts";
import { within, type Sentence } from "./sentence.ts";

/** Which weekday a date was, and whether there was a session on a day of which a sentence tells one. */
export function dayClaims(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  return [...weekdays(reader, sentence), ...closedDays(reader, sentence, almanac)];
}

/** "Friday, March 16", "May 5, a Sunday". */
function weekdays(reader: ClaimReader, sentence: Sentence): Judged[] {
  const {
    block: { text },
    times,
  } = sentence;
  return within(sentence, "weekday", sentence).flatMap((mark): Judged[] => {
    const date = times.find(
      (time) =>
        time.figures.some(({ unit }) => unit === "date") &&
        (time.start >= mark.end
          ? /^,?\s+(?:the\s+)?$/i.test(text.slice(mark.end, time.start))
          : time.end <= mark.start &&
            /^(?:,\s+an?\s+|\s+\()$/i.test(text.slice(time.end, mark.start))),
    );
    if (date?.kind !== "day" || weekday(date.day) === mark.role.weekday) return [];
    const claim = reader.at(mark);
    const name = WEEKDAYS[weekday(date.day)]!;
    const instead = `${date.day} was a ${name[0]!.toUpperCase()}${name.slice(1)}`;
    return [{ block: sentence.block, figure: claim.figure, claim, verdict: "wrong", instead }];
  });
}

/** "On Saturday the S&P 500 closed at 5,967.84": firm where the sentence speaks of nothing else, else for a person. */
function closedDays(reader: ClaimReader, sentence: Sentence, almanac: Almanac): Judged[] {
  const { text } = sentence.block;
  const days = sentence.times.filter((time) => time.kind === "day");
  return days.flatMap((day): Judged[] => {
    const isOn = /\bon\s+$/i.test(text.slice(sentence.start, day.start));
    const told = reader.claims.find(
      ({ days: [first], isDayNamed, whose }) => first === day && isDayNamed && whose.length > 0,
    );
    const line = told && mainLine(almanac, told.whose[0]!);
    const acts =
      told && (told.figure.unit === "percent" || told.quantities.some((each) => each === "close"));
    if (!isOn || !line || !acts) return [];
    const { calendar } = line.series;
    if (calendar.period === "day" || calendar.isPeriod(day.day) || day.day >= almanac.today)
      return [];
    const claim = reader.at(day);
    const isAlone = sentence.mentions.length === 1 && days.length === 1;
    return [
      {
        block: sentence.block,
        figure: claim.figure,
        claim,
        verdict: isAlone ? "wrong" : "unknown",
        candidate: candidateOf(line, line.at(day.day), {
          statistic: "level",
          value: line.values[line.at(day.day)]!,
        }),
        instead: `there was no session on ${day.day}; the last before was that of ${line.days[line.at(day.day)]}`,
      },
    ];
  });
}
