import { formatArticle } from "../articles/article.ts";
import type { Draft } from "../articles/draft.ts";
import { fill } from "../base/text.ts";
import { formatNumber } from "../compose/print/format.ts";
import type { Edition } from "../narrate/edition.ts";
import { secondIdOf } from "../publication/catalogue.ts";
import { secondOpinions } from "../store/second-opinion.ts";
import type { Settlement } from "../store/settlement.ts";
import type { Newsroom } from "./newsroom.ts";
import { loadNoticeWords } from "./notice-words.ts";

/** Articles that say what a person decided where sources disagree on what they rest on. */
export function withDecisions(
  newsroom: Newsroom,
  { view }: Edition,
  drafts: readonly Draft[],
): Draft[] {
  if (view.settlements().length === 0) return [...drafts];
  const settled = [...view.catalogue.series.values()].flatMap((series) =>
    secondOpinions(series, view).flatMap(({ settlement }) => settlement ?? []),
  );
  return drafts.map((draft) => {
    const used = new Set(
      draft.facts.facts.flatMap(({ inputs }) => inputs.map((each) => each.series)),
    );
    const its = settled.filter(({ series }) => used.has(series));
    if (its.length === 0) return draft;
    const decisions = its.map((each) => decisionOf(newsroom, each));
    const frontMatter = { ...draft.frontMatter, decisions };
    return { ...draft, frontMatter, markdown: formatArticle(frontMatter, draft.body) };
  });
}

/** What readers are told of a decision. */
function decisionOf(
  { world, publication, desk }: Newsroom,
  { series: id, day, first, second, why, at }: Settlement,
): { readonly date: string; readonly text: string } {
  const { catalogue } = publication;
  const { language } = desk;
  const [own, other] = [id, secondIdOf(id)].map((each) => catalogue.series.get(each));
  const publisher = (source: string | undefined): string =>
    catalogue.sources.get(source ?? "")?.publisher ?? source ?? "";
  const print = (value: number): string =>
    own ? formatNumber(value, own.unit, own.decimals, "plain", language).text : String(value);
  const text = fill(loadNoticeWords(world, publication).settled, {
    series: own?.title ?? id,
    day: language.fullDate(day),
    source: publisher(own?.source),
    first: print(first),
    other: publisher(other?.source),
    second: print(second),
    why: why.trim(),
  });
  return { date: at, text };
}
