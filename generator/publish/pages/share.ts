import type { SharePlace } from "../../publication/publication.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";

type ShareValues = LayoutValues<"article">["article"]["share"];

interface Place {
  readonly name: string;
  readonly address: string;
  /** What the place calls the link and the words beside it. */
  readonly fields: (link: string, title: string) => Readonly<Record<string, string>>;
}

const PLACES: Readonly<Record<SharePlace, Place>> = {
  bluesky: {
    name: "Bluesky",
    address: "https://bsky.app/intent/compose",
    fields: (link, title) => ({ text: `${title} ${link}` }),
  },
  linkedin: {
    name: "LinkedIn",
    address: "https://www.linkedin.com/sharing/share-offsite/",
    fields: (url) => ({ url }),
  },
  reddit: {
    name: "Reddit",
    address: "https://www.reddit.com/submit",
    fields: (url, title) => ({ url, title }),
  },
  x: {
    name: "X",
    address: "https://x.com/intent/post",
    fields: (url, text) => ({ url, text }),
  },
};

/** Links to pass an article on with: addresses only, so that nobody learns of a reader who does not follow them. */
export function shareValues(
  permanent: string,
  title: string,
  places: readonly SharePlace[] = [],
): ShareValues {
  return {
    permanent,
    mail: `mailto:?${query({ subject: title, body: permanent })}`,
    places: places.map((id) => {
      const { name, address, fields } = PLACES[id];
      return { name, href: `${address}?${query(fields(permanent, title))}` };
    }),
  };
}

function query(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
    .join("&");
}
