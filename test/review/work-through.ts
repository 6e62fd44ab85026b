import { stepOn } from "../../generator/review/workflow/act.ts";
import { readDeskText } from "../../generator/review/workflow/desk-text.ts";
import { commentOn } from "../../generator/review/workflow/remarks.ts";
import { saveEdit } from "../../generator/review/workflow/save.ts";
import { openPublicationStore } from "../../generator/store/open.ts";
import { deskRoom, FLASH, person } from "./desk-folder.ts";

const TURNS = 5;

/**
 * Does what a morning at the desk takes, from where it stands; each thing is one row of the trail.
 * @param open opens the store of the folder: the one that its world names, unless told.
 */
export async function workThrough(
  folder: string,
  open: typeof openPublicationStore = openPublicationStore,
): Promise<void> {
  const room = deskRoom(folder);
  const store = await open(room.world, folder);
  const [ada, bob] = [person("Ada"), person("Bob")];
  const acts = Array.from({ length: TURNS }, (_, turn) => [
    async () => {
      const { text, textHash: base } = await readDeskText(room, store, FLASH);
      const mine = text.replace("\n## ", `\nSentence ${"abcde"[turn]} more.\n\n## `);
      await saveEdit(room, store, FLASH, mine, { by: ada, base });
    },
    () => commentOn(room, store, FLASH, { by: bob, paragraph: 1, body: "Is this so?" }),
    () => stepOn(room, store, FLASH, "approve", { by: bob }),
  ]).flat();
  const { count } = await store.trailHead();
  for (const act of acts.slice(count)) await act();
  await store.close();
}

if (import.meta.main) await workThrough(process.argv[2]!);
