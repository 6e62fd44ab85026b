import { importFile, type ImportRequest } from "../gather/files/import-file.ts";
import { withStore } from "../newsroom/with-store.ts";
import { loadPublication } from "../publication/publication.ts";
import { waiting, type Answer, type Call } from "./call.ts";

/** Takes a file of dates and values into a series. */
export async function importSeries(call: Call, request: ImportRequest): Promise<Answer> {
  const publication = loadPublication(call.world, call.home, call.kit, call);
  const summary = await withStore(call.world, call.home, waiting, (store) =>
    importFile(call.world, publication, store, request),
  );
  return {
    status: 0,
    lines: [
      ...summary.understood.map((line) => `  ${line}`),
      summary.previewed
        ? `${summary.series}: a preview; nothing was stored.`
        : `${summary.series}: ${summary.added} new, ${summary.revised} revised, ${summary.unchanged} unchanged.`,
      ...summary.flags.map((flag) => `  ${flag.why}`),
    ],
    value: summary,
  };
}
