/** A piece of what was found as a message may show it: short, and without characters that steer a terminal. */
export function sampleOf(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  if (text === "") return "nothing";
  const plain = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "�");
  return `"${plain.length > 60 ? `${plain.slice(0, 60)}…` : plain}"`;
}
