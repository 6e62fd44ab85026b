import { bodyUnderDigest, digest, underDigest } from "../base/digest.ts";
import { declaredIn } from "../publication/catalogue.ts";
import type { Publication } from "../publication/publication.ts";
import type { Extent, Store } from "../store/store.ts";
import { programDigest } from "../world/program.ts";
import type { World } from "../world/world.ts";

/** How much is stored of each series. */
export type Extents = ReadonlyMap<string, Extent>;

/** What the last gathering of all files left behind when it found nothing in them that the store did not have. */
export interface AsGathered {
  /** Undefined where the store, the declarations, the plugins or the program are no longer what they were: then all is to be looked at. */
  readonly extents: Extents | undefined;
  /** Keeps how much there is, where nothing was stored since this was opened. */
  keep(extents: Extents): Promise<void>;
}

interface Kept {
  readonly key: string;
  readonly extents: readonly (readonly [series: string, extent: Extent])[];
}

/** In the store that it is of. */
const DOCUMENT = "as-gathered";

export async function openAsGathered(
  world: World,
  { kit, catalogue }: Publication,
  store: Store,
): Promise<AsGathered> {
  const ground = JSON.stringify([programDigest(world), kit.digest, declaredIn(catalogue)]);
  const keyNow = async (): Promise<string> => digest(`${await store.version()}\n${ground}`);
  const body = bodyUnderDigest(await store.document(DOCUMENT));
  const kept = body === undefined ? undefined : (JSON.parse(body) as Kept);
  const key = await keyNow();
  return {
    extents: kept?.key === key ? new Map(kept.extents) : undefined,
    async keep(extents) {
      if (kept?.key === key || (await keyNow()) !== key) return;
      const now: Kept = { key, extents: [...extents] };
      await store.write((writer) =>
        writer.keepDocument(DOCUMENT, underDigest(JSON.stringify(now))),
      );
    },
  };
}
