import { ACCESS } from "./codes/access-codes.ts";
import { ARTICLES, CHECKED } from "./codes/article-codes.ts";
import { COMMANDS, SITE } from "./codes/command-codes.ts";
import { DATA, REMARKS } from "./codes/data-codes.ts";
import { JOBS } from "./codes/job-codes.ts";
import { MAIL } from "./codes/mail-codes.ts";
import { ISSUES } from "./codes/issue-codes.ts";
import { NETWORK, PROVIDER } from "./codes/provider-codes.ts";
import { SUBSCRIBERS } from "./codes/subscriber-codes.ts";
import { PUBLICATION, REMARKABLE, TEMPLATES } from "./codes/template-codes.ts";

/** Every code that a message of the program may bear, with its exit status and its meaning. `codes/README.md` lists them. */
export const CODES = {
  ...COMMANDS,
  ...PUBLICATION,
  ...TEMPLATES,
  ...REMARKABLE,
  ...DATA,
  ...REMARKS,
  ...NETWORK,
  ...PROVIDER,
  ...ARTICLES,
  ...CHECKED,
  ...SITE,
  ...ACCESS,
  ...MAIL,
  ...JOBS,
  ...ISSUES,
  ...SUBSCRIBERS,
};

/** The code of a problem, a remark or a message of the check. */
export type Code = keyof typeof CODES;

/** The codes of what fails outside of the program. */
export type OutageCode = {
  [Each in Code]: (typeof CODES)[Each][0] extends 3 ? Each : never;
}[Code];

/** What the check says of an article. */
export type CheckCode = keyof typeof CHECKED | "banned-wording";

/** Why a value was refused, or `gap` for periods that are missing between two values. */
export type RemarkCode = keyof typeof REMARKS;

/** Why no answer came. */
export type NetFaultCode = keyof typeof NETWORK;

/** Why a provider's answer could not be had, or could not be believed. */
export type WebFaultCode = NetFaultCode | keyof typeof PROVIDER;
