import { expect, test } from "vitest";
import { grownSince, markOf } from "../../../generator/gather/files/grown.ts";

const before = "date,close\n2025-05-06,1\n2025-05-07,2\n";

test("a file that has grown by lines is known by the mark that it had, and has the one that it would have anew", () => {
  const { mark } = markOf(before, "declared");
  for (const more of ["2025-05-08,3\n", "2025-05-08,3", "é𝒜\n"]) {
    const text = before + more;
    const anew = markOf(text, "declared");
    expect(anew.isGrown).toBe(false);
    expect(anew.mark).not.toBe(mark);
    expect(markOf(text, "declared", mark)).toEqual({ mark: anew.mark, isGrown: true });
  }
  expect(grownSince(`${before}2025-05-08,3\n`, mark)).toEqual({
    text: "date,close\n2025-05-07,2\n2025-05-08,3\n",
    lines: 1,
  });
});

test("one that is another, is declared otherwise or ended within a line has not grown, and has its own mark", () => {
  const { mark } = markOf(before, "declared");
  const cut = markOf("date\n𝒜".slice(0, -1), "declared").mark;
  for (const [text, declared, earlier] of [
    [before, "declared", mark],
    [before.slice(0, -1), "declared", mark],
    [before.replace("1", "4") + "2025-05-08,3\n", "declared", mark],
    [before + "2025-05-08,3\n", "otherwise", mark],
    ["date\n𝒜\n", "declared", cut],
    [before, "declared", ""],
  ] as const)
    expect(markOf(text, declared, earlier)).toEqual({
      mark: markOf(text, declared).mark,
      isGrown: false,
    });
});
