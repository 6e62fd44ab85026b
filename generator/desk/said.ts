/** What was done, as the next page tells it. */
export interface Said {
  readonly text: string;
  readonly isTrouble?: boolean;
}

const done =
  (text: string) =>
  (_count: number): Said => ({ text });

/** Everything that a page may be told by the one before. */
export const SAID = {
  approved: (count: number): Said => ({
    text: count === 1 ? "Approved." : `${count} articles approved.`,
  }),
  "approved-once": done("Your approval is noted; another person has to approve it too."),
  submitted: done("Sent to review."),
  "changes-requested": done("Changes are requested."),
  held: (count: number): Said => ({
    text: `Changes are requested of ${count === 1 ? "1 article" : `${count} articles`}.`,
  }),
  scheduled: done("Scheduled."),
  revised: done("Opened again."),
  withdrawn: done("Withdrawn: the site no longer shows it after the next publish."),
  corrected: done("Corrected, with a dated notice for readers."),
  "corrected-once": done("Your correction is noted; another person has to give the same one."),
  settled: done("Settled: one text stands now, held to the newer facts."),
  "job-retried": done("It is tried again, with what waits for it."),
  saved: done("Saved."),
  "saved-blocked": (): Said => ({
    text: "Saved. Something in it does not hold: it is not approved until that is mended.",
    isTrouble: true,
  }),
  "nothing-changed": done("Nothing was changed."),
  mended: done("Mended."),
  waived: done("Waived, with your reason."),
  linked: done("Sourced by the link."),
  replaced: done("Replaced."),
  commented: done("Your comment stands beside the paragraph."),
  resolved: done("Settled."),
  created: done("A new draft. It goes out when it is approved."),
  "sources-settled": (count: number): Said => ({
    text:
      count === 0
        ? "Settled. Editions made from now on go by it, and say so."
        : `Settled. ${count === 1 ? "The edition was" : `${count} editions were`} made again, and say${count === 1 ? "s" : ""} so.`,
  }),
  "claim-added": done("The claim is taken in. It counts from the next gather on."),
  "claim-ended": done("The claim has ended: no later edition tells it."),
  published: (count: number): Said => ({
    text: `Published: ${count} article${count === 1 ? "" : "s"} on the site.`,
  }),
  looked: (count: number): Said => ({
    text:
      count === 0 ? "Looked: every printed figure reads as before." : `${count} to be corrected.`,
  }),
  blocked: (): Said => ({
    text: "Not approved: something in it does not hold. What it is stands beside the text.",
    isTrouble: true,
  }),
} satisfies Readonly<Record<string, (count: number) => Said>>;
