import type { Instant } from "../../base/day.ts";
import type { Account } from "./accounts.ts";
import { bareRecoveryCode, newRecoveryCodes, stepOf } from "./one-time-codes.ts";
import { hashOf } from "./tokens.ts";

/** The account with a second factor and its recovery codes, which are shown this once; undefined where the code is not of the secret. */
export function withSecondFactor(
  account: Account,
  secret: string,
  code: string,
  now: Instant,
): { readonly account: Account; readonly recovery: readonly string[] } | undefined {
  const last = stepOf(secret, code, now, 0);
  if (last === undefined) return undefined;
  const recovery = newRecoveryCodes();
  const hashes = recovery.map((each) => hashOf(bareRecoveryCode(each)));
  return { account: { ...account, secondFactor: { secret, last, recovery: hashes } }, recovery };
}

/** The account after a code of its app, or a recovery code, was taken; undefined where the code is neither. */
export function withCodeTaken(account: Account, code: string, now: Instant): Account | undefined {
  const { secondFactor } = account;
  if (!secondFactor) return undefined;
  const step = stepOf(secondFactor.secret, code, now, secondFactor.last);
  if (step !== undefined) return { ...account, secondFactor: { ...secondFactor, last: step } };
  const hash = hashOf(bareRecoveryCode(code));
  if (!secondFactor.recovery.includes(hash)) return undefined;
  const recovery = secondFactor.recovery.filter((each) => each !== hash);
  return { ...account, secondFactor: { ...secondFactor, recovery } };
}
