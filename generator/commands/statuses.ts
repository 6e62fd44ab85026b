/** What the exit statuses 0 and 1 of a command say, by its name; a command that is not named here knows no 1. The room's README lists them. */
export const STATUSES: Readonly<Record<string, readonly [done: string, awaited: string]>> = {
  upgrade: ["nothing of your own files is touched by the version", "own files are to be looked at"],
  doctor: ["all is as it should be", "something is missing or wrong"],
  "doctor mail": ["nothing was found that keeps mails from arriving", "something was"],
  send: [
    "everybody has got it who is to get it",
    "mails are put off, uncertain or not yet sent, which the report says",
  ],
  "mail test": ["the mail was accepted", "it was not"],
  channels: ["every channel that is set up has its keys", "a key is not set"],
  "channels test": ["the channel answers", "it does not, or cannot be asked"],
  announce: [
    "everything is posted",
    "a post is put off, refused or uncertain, or an article is left out, which is named",
  ],
  "deliveries list": ["listed", "with --uncertain, there are some: a person has to settle them"],
  gather: [
    "every value was taken, and every required series is up to date",
    "a value of a file was refused, or with --live a required series is stale",
  ],
  "sources test": ["every source answers", "a source does not"],
  daily: [
    "the edition is made, and nothing awaits a person",
    "the edition is made, and something awaits a person, which is named: a required series is stale, an article does not check clean, was edited after its approval or is to be merged with later data, a day on which a story was due has no article, or editions are missing that are too old to be made up for",
  ],
  backfill: ["the same for every edition of the range", "the same for any of them"],
  jobs: ["nothing awaits a person", "a job failed for good, or nobody does those that are ready"],
  check: ["no error in any file", "a file has an error"],
  approve: [
    "every file is approved",
    "a file does not check clean and is not approved, or somebody else has to approve it too",
  ],
  correct: [
    "every file is corrected",
    "the new text of a file does not check clean, or somebody else has to correct it too",
  ],
  corrections: ["no figure is another by now", "a figure that was printed is"],
  merge: ["nothing is to be settled", "an edit and what would be written now disagree"],
  "audit verify": ["the trail is whole", "a row or a text is missing or was altered"],
  "narratives lint": ["no mistake", "a remark, with --strict"],
  "narratives test": ["every example holds", "an example does not"],
  "languages status": ["nothing is missing or stale", "something is, which is listed"],
  publish: [
    "all that is approved is published",
    "the rest is published, and articles are held back by name: edited after their approval, approved by nobody, or no longer clean",
  ],
  "subscriber import": [
    "every line was taken in, or told to be here already or suppressed",
    "a line has no mail address",
  ],
  "subscriber confirm": [
    "everybody has been asked who is to be asked",
    "mails are put off, uncertain or not yet sent, which the report says",
  ],
  start: ["as daily and publish", "as daily or publish"],
};

/** The exit statuses of a command, as its help tells them. */
export function statusHelp(name: string): string {
  const [done, awaited] = STATUSES[name] ?? ["done", undefined];
  return `\nExit status: 0 ${done}; ${awaited === undefined ? "" : `1 ${awaited}; `}2 the call, a file or the configuration is wrong; 3 something outside failed.`;
}
