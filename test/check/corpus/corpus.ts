import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/**
 * What people might write of the bundled data: sentences in 12 classes, and whole notes. It was written from the data alone, before
 * the code that judges it and without sight of it, and is not changed to please that code; an error of fact in it may be mended.
 */
const day = z.iso.date();

/** A statement as of the edition of a day: true of what was public at its cut-off, or not, and then what is true instead. */
const sentence = z.discriminatedUnion("right", [
  z.strictObject({ text: z.string(), asOf: day, class: z.string(), right: z.literal(true) }),
  z.strictObject({
    text: z.string(),
    asOf: day,
    class: z.string(),
    right: z.literal(false),
    truth: z.string(),
  }),
]);
export type Sentence = z.infer<typeof sentence>;

/** A figure of a note, with the words beside it where they are what is wrong; `unknown` is one that the data say nothing of. */
const figure = z.strictObject({
  figure: z.string(),
  occurrence: z.int().min(1),
  verdict: z.enum(["right", "wrong", "unknown"]),
  truth: z.string().optional(),
});
const key = z.array(z.strictObject({ note: z.string(), asOf: day, figures: z.array(figure) }));

export interface NoteFigure extends z.infer<typeof figure> {
  /** Offsets in the note's text. */
  readonly from: number;
  readonly to: number;
}

export interface Note {
  readonly name: string;
  readonly asOf: string;
  readonly text: string;
  readonly figures: readonly NoteFigure[];
}

const NOTES = join(import.meta.dirname, "notes");

export function sentences(): Sentence[] {
  const lines = readFileSync(join(import.meta.dirname, "sentences.jsonl"), "utf8");
  return lines
    .trim()
    .split("\n")
    .map((line) => sentence.parse(JSON.parse(line)));
}

export function notes(): Note[] {
  return key.parse(JSON.parse(readFileSync(join(NOTES, "key.json"), "utf8"))).map((note) => {
    const text = readFileSync(join(NOTES, note.note), "utf8");
    const figures = note.figures.map((of) => placed(text, of, note.note));
    return { name: note.note, asOf: note.asOf, text, figures };
  });
}

/** Files of the folder that hold a note. */
export function noteFiles(): string[] {
  return readdirSync(NOTES).filter((name) => name !== "key.json");
}

function placed(text: string, of: z.infer<typeof figure>, note: string): NoteFigure {
  let from = -1;
  for (let n = 0; n < of.occurrence; n++) {
    from = text.indexOf(of.figure, from + 1);
    if (from < 0) throw new Error(`${note} has no "${of.figure}" (${of.occurrence})`);
  }
  return { ...of, from, to: from + of.figure.length };
}
