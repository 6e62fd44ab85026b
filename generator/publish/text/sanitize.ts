import type { Options } from "rehype-sanitize";

/**
 * All that may come out of an article's Markdown: the elements of a text, links into the web, the names
 * of pictures, nothing that runs or styles. What the program adds itself (sections, anchors) is added after this gate.
 */
export const STRICT: Options = {
  tagNames:
    "p h1 h2 h3 h4 h5 h6 blockquote pre hr br ul ol li em strong code a img table thead tbody tr th td".split(
      " ",
    ),
  attributes: {
    a: ["href", "title"],
    img: ["src", "alt"],
    ol: ["start"],
    th: ["align"],
    td: ["align"],
  },
  protocols: { href: ["http", "https", "mailto"], src: [] },
  ancestors: {
    li: ["ol", "ul"],
    thead: ["table"],
    tbody: ["table"],
    tr: ["table"],
    th: ["table"],
    td: ["table"],
  },
  strip: ["script", "style"],
  clobber: [],
  required: {},
  allowComments: false,
  allowDoctypes: false,
};
