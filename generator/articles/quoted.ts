/** What stands for a quoted title where figures and words are looked for: as long, and nothing in it is a figure or a word. */
export function withoutTitle(title: string): string {
  return "_".repeat(title.length);
}
