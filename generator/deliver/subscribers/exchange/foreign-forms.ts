import { consentIn, type Cells, type FileForm } from "./row.ts";

const isTrue = (text: string): boolean => /^(?:true|1|yes|y)$/i.test(text.trim());

function split(text: string): string[] {
  return text
    .split(",")
    .map((each) => each.trim().replace(/^"(.*)"$/, "$1"))
    .filter((each) => each !== "");
}

/** Export of subscribers: `status` is enabled, disabled or blocklisted (https://listmonk.app/docs). */
const listmonk: FileForm = {
  title: "listmonk",
  columns: ["uuid", "email", "attributes", "status"],
  person: (cells) => ({
    address: cells("email"),
    name: cells("name"),
    state: cells("status") === "enabled" ? "active" : "unsubscribed",
    ...consentIn(cells("created_at"), "imported from listmonk"),
  }),
};

/** Export of members. */
const ghost: FileForm = {
  title: "Ghost",
  columns: ["email", "subscribed_to_emails"],
  person: (cells) => ({
    address: cells("email"),
    name: cells("name"),
    tags: split(cells("labels")),
    state:
      isTrue(cells("subscribed_to_emails")) && cells("deleted_at") === ""
        ? "active"
        : "unsubscribed",
    ...consentIn(cells("created_at"), "imported from Ghost"),
  }),
};

/** Exports of an audience: one file each for those who subscribe, have unsubscribed and were cleaned, which have a column of their own. */
const mailchimp: FileForm = {
  title: "Mailchimp",
  columns: ["email address", "member_rating"],
  person: (cells) => ({
    address: cells("email address"),
    name: [cells("first name"), cells("last name")].join(" ").trim(),
    language: cells("language"),
    timeZone: cells("timezone"),
    tags: split(cells("tags")),
    state: mailchimpState(cells),
    ...consentIn(cells("confirm_time") || cells("optin_time"), "imported from Mailchimp"),
  }),
};

function mailchimpState(cells: Cells) {
  if (/abuse|spam/i.test(cells("unsub_reason"))) return "complained";
  if (cells("unsub_time") !== "") return "unsubscribed";
  return cells("clean_time") === "" ? "active" : "bounced";
}

/** Export of subscribers; `active_subscription` says whether somebody pays. */
const substack: FileForm = {
  title: "Substack",
  columns: ["email", "active_subscription", "email_disabled"],
  person: (cells) => ({
    address: cells("email"),
    name: cells("name"),
    state: isTrue(cells("email_disabled")) ? "unsubscribed" : "active",
    ...consentIn(cells("created_at"), "imported from Substack"),
  }),
};

/** Any list that has a column of addresses, in which nothing says that anybody agreed. */
function plain(column: string): FileForm {
  return {
    title: "a list of addresses",
    columns: [column],
    person: (cells) => ({ address: cells(column), name: cells("name"), state: "active" }),
  };
}

/** Files of other programs; those come first that are known by more. */
export const FOREIGN_FORMS: readonly FileForm[] = [
  listmonk,
  ghost,
  mailchimp,
  substack,
  ...["email", "email address", "e-mail", "mail", "address"].map(plain),
];
