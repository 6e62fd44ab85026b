import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validateXML } from "xmllint-wasm";

const FOLDER = join(import.meta.dirname, "..", "schemas");
const MEMORY_PAGES = 4096;

/** What an XML Schema of `test/publish/schemas` finds wrong with documents. */
export async function xmlFaults(
  schema: string,
  documents: ReadonlyMap<string, string>,
): Promise<string[]> {
  const read = (fileName: string) => ({
    fileName,
    contents: readFileSync(join(FOLDER, fileName), "utf8"),
  });
  const { errors } = await validateXML({
    xml: [...documents].map(([path, contents]) => ({
      fileName: path.replaceAll("/", "_"),
      contents,
    })),
    schema: read(schema),
    preload: readdirSync(FOLDER)
      .filter((name) => name !== schema)
      .map(read),
    maxMemoryPages: MEMORY_PAGES,
  });
  return errors.map(({ rawMessage }) => rawMessage);
}
