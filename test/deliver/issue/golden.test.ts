import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeIssue } from "../../../generator/deliver/issue/make-issue.ts";
import type { IssueRoom } from "../../../generator/deliver/issue/issue-room.ts";
import { world } from "../../support/bundle.ts";
import { issueHome, withoutPictures, type IssueHome } from "./issue-home.ts";

const GOLDEN = join(import.meta.dirname, "golden");
const CASES = [
  ["2025-05-08", "daily"],
  ["2025-05-08", "alert"],
  ["2025-05-04", "weekly"],
] as const;
const DAYS = ["2025-05-01", "2025-05-02", "2025-05-03", "2025-05-04", "2025-05-07", "2025-05-08"];

let home: IssueHome;
let room: IssueRoom;

beforeAll(async () => {
  home = issueHome(DAYS);
  room = await home.open();
});

afterAll(() => home[Symbol.dispose]());

test.for(CASES)("the issue of %s, %s, is as it was", async ([day, format]) => {
  const issue = makeIssue(room, day, format);
  const head = `Subject: ${issue.subject}\nPreview: ${issue.preview}\nTags: ${issue.tags.join(", ")}\n\n`;
  const path = join(GOLDEN, `${day}-${format}`);
  await expect(withoutPictures(issue.html)).toMatchFileSnapshot(`${path}.html`);
  await expect(head + issue.text).toMatchFileSnapshot(`${path}.txt`);
});

test("the same articles, data and templates give the same bytes, in another folder and on another day", async () => {
  using other = issueHome(DAYS);
  const later = await other.open({ ...world, now: () => Date.parse("2031-02-03T04:05:06Z") });
  for (const [day, format] of CASES) {
    const [one, two] = [makeIssue(room, day, format), makeIssue(later, day, format)];
    expect(two).toEqual(one);
  }
});
