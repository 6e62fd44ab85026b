import { expect, test } from "vitest";
import { parseArticle } from "../../generator/articles/article.ts";
import { NOTE } from "../check/note.ts";
import { problemsOf } from "../support/problems.ts";

/** A line of a head in the place of that of its key, and what is told of it. */
const LINES: readonly (readonly [line: string, message: RegExp, advice?: string])[] = [
  [
    'status: "aproved"',
    /^status: expected "draft", .* or "withdrawn", found "aproved"\.$/,
    'Did you mean "approved"?',
  ],
  ['title: ""', /^title: expected a text, found nothing\.$/],
  ["title: [a]", /^title: expected a text, found a list\.$/],
  ['titel: "x"', /^The file: unknown key "titel"\.$/, 'Did you mean "title"?'],
  ['date: "soon"', /^date: expected an instant such as 2025-05-09T08:30:00Z, found "soon"\.$/],
  ['edition: "2025-02-31"', /^edition: expected a date YYYY-MM-DD .*, found "2025-02-31"\.$/],
  ['tags: "x"', /^tags: expected a list, found "x"\.$/],
  ["story:", /^story: expected a text, found null\.$/],
  [
    'waivers: [{ figur: "7", reason: "b" }]',
    /^waivers\.0: unknown key "figur"\.$/,
    'Did you mean "figure"?',
  ],
  ['waivers: [{ figure: "7" }]', /^waivers\.0\.reason: missing, expected a text\.$/],
  ["waivers: [7]", /^waivers\.0: expected keys with values, found 7\.$/],
  [
    'corrections: [{ date: "x", text: "y" }]',
    /^corrections\.0\.date: expected a day such as .*, found "x"\.$/,
  ],
];

test.for(LINES)(
  "of the head's line %s one thing is told, in our words",
  ([line, message, advice]) => {
    const key = line === 'titel: "x"' ? "title" : line.slice(0, line.indexOf(":"));
    const own = new RegExp(`^${key}: .*$`, "m");
    const text = own.test(NOTE.text)
      ? NOTE.text.replace(own, line)
      : NOTE.text.replace(/^status: .*$/m, (status) => `${status}\n${line}`);
    const problems = problemsOf(() => parseArticle(text, "note.md"));
    expect(problems.map((each) => each.message)).toEqual([expect.stringMatching(message)]);
    expect(problems[0]).toMatchObject({ code: "schema", ...(advice ? { advice } : {}) });
    const written = text.split("\n")[problems[0]!.line! - 1]!;
    expect(written).toContain(line);
  },
);
