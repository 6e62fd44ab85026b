import type { Layout } from "../../publish/theme/layout-check.ts";

/** A template or a part of one, as it was read. */
export interface Source extends Layout {
  readonly text: string;
}

/** A template with its parts put in, and where each of its lines was written. */
export interface Flattened {
  readonly text: string;
  /** Of the line with this number, from 1. */
  placeOf(line: number): { readonly file: string; readonly line: number } | undefined;
}

interface Piece {
  readonly text: string;
  readonly file: string;
  /** Of its first character, from 1. */
  readonly line: number;
}

/** The template of a name with every `{{> part}}` replaced by that part; `{{> part value}}` is filled from that value. */
export function flattened(name: string, sources: ReadonlyMap<string, Source>): Flattened {
  const pieces = piecesOf(name, sources);
  return {
    text: pieces.map(({ text }) => text).join(""),
    placeOf(line) {
      let left = line - 1;
      for (const piece of pieces) {
        const within = piece.text.split("\n").length - 1;
        if (left <= within && (left > 0 || piece.text.trim() !== ""))
          return { file: piece.file, line: piece.line + left };
        left -= within;
      }
      return undefined;
    },
  };
}

function piecesOf(name: string, sources: ReadonlyMap<string, Source>): Piece[] {
  const source = sources.get(name)!;
  const starts = [0, ...Array.from(source.text.matchAll(/\n/g), ({ index }) => index + 1)];
  const offsetOf = ({ line, column }: hbs.AST.Position): number => starts[line - 1]! + column;
  const pieces: Piece[] = [];
  let at = 0;
  const upTo = (end: number): void => {
    const line = source.text.slice(0, at).split("\n").length;
    pieces.push({ text: source.text.slice(at, end), file: source.file, line });
  };
  for (const node of partialsIn(source.program)) {
    upTo(offsetOf(node.loc.start));
    const part = piecesOf((node.name as hbs.AST.PathExpression).original, sources);
    const { line } = node.loc.start;
    const value = node.params[0] as hbs.AST.PathExpression | undefined;
    // Between sections MJML keeps what stands in mj-raw alone.
    const isSection = part[0]?.text.trimStart().startsWith("<mj-");
    const around = (tag: string): Piece[] => {
      const text = isSection ? `<mj-raw>${tag}</mj-raw>` : tag;
      return value ? [{ text, file: source.file, line }] : [];
    };
    pieces.push(...around(`{{#with ${value?.original}}}`), ...part, ...around("{{/with}}"));
    at = offsetOf(node.loc.end);
  }
  upTo(source.text.length);
  return pieces;
}

/** Every partial that a template names, in the order of its text. */
function partialsIn(program: hbs.AST.Program | undefined): hbs.AST.PartialStatement[] {
  return (program?.body ?? []).flatMap((node) => {
    if (node.type === "PartialStatement") return [node as hbs.AST.PartialStatement];
    if (node.type !== "BlockStatement") return [];
    const block = node as hbs.AST.BlockStatement;
    return [...partialsIn(block.program), ...partialsIn(block.inverse)];
  });
}
