import { validateXML } from "xmllint-wasm";

/** What libxml2 finds wrong with markup, each line of it; nothing where it is well formed. */
export async function faultsOf(pieces: readonly string[]): Promise<string[]> {
  const contents = `<all>${pieces.join("\n")}</all>`;
  const { errors } = await validateXML({
    xml: [{ fileName: "charts.xml", contents }],
    normalization: "format",
  });
  return errors.map(({ rawMessage }) => rawMessage);
}
