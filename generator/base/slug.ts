import anyAscii from "any-ascii";

/** Signs that tell one name from another, as addresses say them: `C++` and `C#` are two things. */
const SIGNS: Readonly<Record<string, string>> = { "+": " plus ", "#": " sharp " };

/**
 * What a text is called in an address: its letters and digits in ASCII, small, joined by hyphens. `S&P 500` gives `s-p-500`, `Zürich`
 * `zurich`, `比特币` `bitebi`. Empty for a text of other signs alone.
 */
export function slug(text: string): string {
  const ascii = anyAscii(text.normalize("NFC").replace(/[+#]/g, (sign) => SIGNS[sign]!));
  return ascii
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
