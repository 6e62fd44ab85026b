import { expect, test } from "vitest";
import { emptyAccount, OWNER } from "../../generator/desk/access/accounts.ts";
import {
  FIRST_LINK_MS,
  INVITATION_MS,
  isGood,
  spent,
  withLink,
  withOneMoreLink,
} from "../../generator/desk/access/links.ts";

const NOW = Date.parse("2025-05-08T12:00:00Z");
const nobody = emptyAccount(OWNER, "Ann", "admin");

test("a second desk on one publication leaves the link of the first as good as its own", () => {
  const first = withOneMoreLink(nobody, NOW, FIRST_LINK_MS);
  const second = withOneMoreLink(first.account, NOW + 1, FIRST_LINK_MS);
  for (const { token } of [first, second]) {
    expect(isGood(second.account, token, NOW + 2)).toBe(true);
    const after = spent(second.account, token, NOW + 2)!;
    expect(isGood(after, token, NOW + 2)).toBe(false);
    expect(after.links).toHaveLength(1);
  }
  const late = NOW + FIRST_LINK_MS + 1;
  expect(withOneMoreLink(second.account, late, FIRST_LINK_MS).account.links).toHaveLength(1);
});

test("a new invitation ends the one before", () => {
  const first = withLink(nobody, NOW, INVITATION_MS);
  const second = withLink(first.account, NOW, INVITATION_MS);
  expect(isGood(second.account, first.token, NOW)).toBe(false);
  expect(isGood(second.account, second.token, NOW)).toBe(true);
});
