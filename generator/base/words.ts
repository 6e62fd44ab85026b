const SPEAKS = /[\p{L}\p{N}]/u;

/** Words of a text: runs of characters between white space that hold a letter or a digit. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((each) => SPEAKS.test(each)).length;
}
