import { announcedDays, undated } from "../../articles/days.ts";
import type { Fact, FactsFile } from "../../articles/facts.ts";
import { figurePlace } from "../place.ts";
import type { ReadArticle } from "../reading/read.ts";
import type { Block } from "../reading/block.ts";
import type { Statement } from "../reading/statements.ts";
import type { CheckMessage } from "../report.ts";
import { excuseOf } from "./excuse.ts";
import type { Tools } from "./tools.ts";
import { named, type Verdict } from "./verdict.ts";

/** One error for each day that figures of a sentence are of and that neither it nor its list says, where the first of them stands. */
export function dayMessages(
  read: ReadArticle,
  verdicts: readonly Verdict[],
  { links }: FactsFile,
  { same }: Tools,
): CheckMessage[] {
  const announced = new Map<number, string>();
  return [...Map.groupBy(verdicts, ({ statement }) => statement)].flatMap(([statement, its]) => {
    const facts = its.flatMap(({ fact }) => fact ?? []);
    const wanting = undated(facts, announcedIn(statement, announced));
    remember(listOf(statement.block, read.blocks), facts, announced);
    const told = new Set<string>();
    return its.flatMap((verdict): CheckMessage[] => {
      const { figure, fact } = verdict;
      const day = fact && wanting.get(fact);
      if (day === undefined || told.has(day)) return [];
      told.add(day);
      const at = { ...figurePlace(read, verdict), figure: figure.text };
      const excuse = excuseOf(verdict, read.article.frontMatter, same, links);
      if (excuse) return [{ ...excuse, severity: "notice", ...at }];
      return [
        {
          code: "another-day",
          severity: "error",
          ...at,
          message: `${named(fact!)} is of ${day}${fact!.late ? ", behind its calendar" : ""}, and ${placed(facts)}. Write its day beside it.`,
          expected: day,
          fact: fact!.id,
        },
      ];
    });
  });
}

function announcedIn({ block }: Statement, announced: Map<number, string>): string | undefined {
  return block.list === undefined ? undefined : announced.get(block.list);
}

/** The list that a block stands in, or directly above. */
function listOf(block: Block, blocks: readonly Block[]): number | undefined {
  return block.list ?? blocks[blocks.indexOf(block) + 1]?.list;
}

/** A day, and not a month or quarter, of which the figures of a release are and no list below it. */
const DAY_OF_MONTH = /(?<!\d)\d{1,2}(?!\d)/;

function remember(
  list: number | undefined,
  facts: readonly Fact[],
  announced: Map<number, string>,
): void {
  const [day] = announcedDays(facts.filter(({ text }) => DAY_OF_MONTH.test(text)));
  if (list === undefined || day === undefined || announced.has(list)) return;
  announced.set(list, day);
}

function placed(facts: readonly Fact[]): string {
  const days = announcedDays(facts);
  return days.length === 0 ? "its sentence prints no day" : `its sentence says ${days.join(", ")}`;
}
