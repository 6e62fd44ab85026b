import { expect, test } from "vitest";
import { Drafter, drafterOf } from "../../generator/compose/print/drafting.ts";
import { ArticlePrinter } from "../../generator/compose/print/printer.ts";
import { Recorder } from "../../generator/compose/print/recorder.ts";
import { Told } from "../../generator/compose/print/told.ts";
import { bindingsOf } from "../../generator/narrate/rules/evaluate.ts";
import { compileTemplate } from "../../generator/narrate/templates/template.ts";
import { bindingsFor, catalogue, ground, scales } from "../support/bundle.ts";
import { desk, drafts, editionOf } from "../support/edition.ts";

const edition = editionOf("2025-05-08");
const bindings = bindingsFor({ asset: "btc" });
const [bound] = bindingsOf(bindings, edition.view);
const recorder = new Recorder();
const told = new Told(recorder);
const printer = new ArticlePrinter(new Drafter(edition, desk.language), recorder, scales, told);

function print(text: string): string {
  const template = compileTemplate(text, { ...ground, bindings }, { file: "t.md", line: 1 });
  if (Array.isArray(template)) throw new Error(template[0]!.message);
  return printer.render(template, bound!)!;
}

const plain = (marked: string): string => recorder.settle(marked);

test("a figure that is asked for once gives way to words where the article has told it", () => {
  const risk = 'A close above {{once asset.close.resistance "that level"}} would break it.';
  expect(plain(print(risk))).toBe("A close above $97,906 would break it.");
  told.add([print("Resistance is {{asset.close.resistance}}.")]);
  expect(plain(print(risk))).toBe("A close above that level would break it.");
  told.forget();
  expect(plain(print(risk))).toBe("A close above $97,906 would break it.");
});

test("a text repeats what was told or is told elsewhere; days and constants of a method are not told", () => {
  const text = print(
    'Its {{parameter asset.close.rsi14 "window"}}-day RSI is {{asset.close.rsi14}}.',
  );
  expect(told.repeats(text)).toBe(false);
  expect(told.repeats(text, told.figuresIn(text))).toBe(true);
  told.add([print('{{parameter asset.close.rsi14 "window"}} days to {{date asset.close.last}}')]);
  expect(told.repeats(text)).toBe(false);
  told.add([text]);
  expect(told.repeats(text)).toBe(true);
  expect(told.isOld(text, new Set())).toBe(true);
  expect(told.isOld(print("{{asset.close.rsi14}} and {{asset.close.last}}"), new Set())).toBe(
    false,
  );
});

test("what an edition's articles are drafted with knows where its own series come from", () => {
  const [own, other] = ["btc.close", "vix.level"].map((id) => catalogue.series.get(id)!);
  const series = new Map(catalogue.series).set(own!.id, { ...own!, source: other!.source! });
  const changed = editionOf("2025-05-08", { catalogue: { ...catalogue, series } });
  const sourcesIn = (each: typeof edition): readonly string[] =>
    drafterOf(each)(desk.language).sourceIdsOf(own!.id);
  for (let again = 0; again < 2; again++) {
    expect(sourcesIn(edition)).toEqual([own!.source]);
    expect(sourcesIn(changed)).toEqual([other!.source]);
  }
  expect(drafterOf(edition)(desk.language)).toBe(drafterOf(edition)(desk.language));
});

test("articles of one edition bear different headlines", () => {
  for (const day of ["2024-11-07", "2024-08-05", "2025-04-10"]) {
    const titles = drafts(day).map(({ frontMatter }) => frontMatter.title);
    expect(titles.length).toBeGreaterThan(2);
    expect(new Set(titles).size).toBe(titles.length);
  }
});
