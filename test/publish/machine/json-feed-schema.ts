import { z } from "zod";

const text = z.string().min(1);
const address = z.url({ protocol: /^https?$/ });

/** JSON Feed 1.1 (jsonfeed.org), as far as this program writes it. */
export const jsonFeedSchema = z.strictObject({
  version: z.literal("https://jsonfeed.org/version/1.1"),
  title: text,
  home_page_url: address,
  feed_url: address,
  description: text,
  icon: address.optional(),
  language: text,
  authors: z.array(z.strictObject({ name: text })).min(1),
  items: z.array(
    z
      .strictObject({
        id: text,
        url: address,
        title: text,
        summary: text,
        content_html: text.optional(),
        content_text: text.optional(),
        date_published: z.iso.datetime(),
        date_modified: z.iso.datetime(),
        language: text,
        tags: z.array(z.string()),
      })
      .refine(({ content_html, content_text }) => content_html ?? content_text, "no content"),
  ),
});
