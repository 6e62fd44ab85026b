import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sentencesOf } from "../../generator/base/sentences.ts";
import { Recorder, type FactDraft } from "../../generator/compose/print/recorder.ts";

const bare = (part: string): string => part.replace(/\s+/g, "");
const plain = (text: string): string => text.replace(/[\uE000\uE001\n]/g, "");

describe("a sentence", () => {
  test.each([
    ["Bitcoin schloss am 8. Mai 2025 höher. Ether fiel.", 2],
    ["Die Daten reichen vom 1. Januar 2022 bis zum 7. Mai. Es gibt keine anderen.", 2],
    ["Im 1. Quartal und zum 3. Mal fiel Ether. Bitcoin stieg.", 2],
    ["Der Umsatz betrug rd. 5 Mrd. Dollar. Er war hoch.", 2],
    ["Er sagte: „Nein.“ Dann ging er.", 2],
    ["Le cours a reculé. « Rien de plus », dit-il.", 2],
    ["El día 8. Bitcoin subió.", 2],
    ["The RSI is 54. May was calm.", 2],
    ["On Feb. 20 it rose. On May 7 it fell.", 2],
  ])("ends where its language ends it: %s", (text, sentences) => {
    expect(sentencesOf(text)).toHaveLength(sentences);
  });

  test("of any text is a part of it, and all of them are the whole but for space", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(bare(sentencesOf(text).join(""))).toBe(bare(text));
      }),
    );
  });
});

const PIECES = [
  "8. Mai 2025",
  "5 Mrd. $",
  "Acme Inc. Holdings",
  "1º de maio",
  "«Non. »",
  "第5。",
  "U.S. 3",
  "\uE001",
  "\uE000",
];

/** A figure as it is marked, with any text. */
const factOf = (text: string): FactDraft =>
  ({ id: "", text, origin: "signal", ref: "btc.close.last" }) as FactDraft;

test("a marked text of any language is settled, whatever stands in its figures and wherever it was cut off", () => {
  const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "grapheme" }));
  fc.assert(
    fc.property(fc.array(fc.tuple(piece, piece)), fc.nat(), (pieces, cut) => {
      const recorder = new Recorder();
      const text = pieces
        .map(([a, b]) => `${plain(a)}. ${recorder.mark(factOf(plain(b)))}`)
        .join(" ");
      recorder.settle(text.slice(0, cut % (text.length + 1)));
      recorder.marksIn(text.slice(0, cut % (text.length + 1)));
      expect(recorder.settle(text)).toBe(
        pieces.map(([a, b]) => `${plain(a)}. ${plain(b)}`).join(" "),
      );
    }),
  );
});
