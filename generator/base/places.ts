import { location } from "vfile-location";

/** A place in a file, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of a text into lines and columns. */
export function placesOf(text: string): (offset: number) => Place {
  const file = location(text);
  return (offset) => {
    const { line, column } = file.toPoint(Math.min(offset, text.length))!;
    return { line, column };
  };
}
