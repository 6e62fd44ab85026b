import { escapeMarkup } from "../../../base/markup.ts";

/** Attributes of an element; one without a value is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element of SVG. Attributes are escaped; children are markup already. */
export function element(
  name: string,
  attributes: Attributes,
  ...children: readonly string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeMarkup(String(value))}"`)
    .join("");
  const content = children.join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** An element that holds text. */
export function textElement(name: string, attributes: Attributes, text: string): string {
  return element(name, attributes, escapeMarkup(text));
}

/** A length to a tenth of a pixel. */
export function px(length: number): number {
  return Math.round(length * 10) / 10 || 0;
}

/** A length in percent of the picture's width. */
export function percent(share: number): string {
  return `${px(share * 100)}%`;
}
