import { MARKS, type Issue } from "./issue.ts";

/** What an issue can be written for, besides our own sending. */
export const EXPORTS = ["listmonk", "buttondown", "html"] as const;
export type ExportFor = (typeof EXPORTS)[number];

/**
 * How a service writes the links that are the reader's own: listmonk 4 and later, https://listmonk.app/docs/templating/; Buttondown,
 * https://docs.buttondown.com/template-variables. Plain HTML keeps our marks.
 */
const LINKS: Readonly<Record<ExportFor, { unsubscribe: string; preferences: string }>> = {
  listmonk: { unsubscribe: "{{ UnsubscribeURL }}", preferences: "{{ ManageURL }}" },
  buttondown: {
    unsubscribe: "{{ unsubscribe_url }}",
    preferences: "{{ manage_subscription_url }}",
  },
  html: MARKS,
};

/** What stands for braces of the issue itself, which the services would read as theirs. */
const BRACES = /\{(?=[{%])/g;

/**
 * The HTML of an issue for another service, with unsubscribe links as that writes them.
 * @param imageAt the address of a picture; without it pictures are within the HTML.
 */
export function exportedHtml(
  issue: Pick<Issue, "html" | "images">,
  to: ExportFor,
  imageAt: (fileName: string) => string = inline(issue),
): string {
  const inert = to === "html" ? issue.html : issue.html.replace(BRACES, "&#123;");
  const pictured = issue.images.reduce(
    (html, { id, fileName }) => html.replaceAll(`cid:${id}`, imageAt(fileName)),
    inert,
  );
  return pictured
    .replaceAll(MARKS.unsubscribe, LINKS[to].unsubscribe)
    .replaceAll(MARKS.preferences, LINKS[to].preferences);
}

/** Pictures as part of the HTML: for looking at it, where nothing else is at hand. */
function inline({ images }: Pick<Issue, "images">): (fileName: string) => string {
  return (fileName) => {
    const image = images.find((each) => each.fileName === fileName)!;
    return `data:${image.contentType};base64,${Buffer.from(image.body).toString("base64")}`;
  };
}
