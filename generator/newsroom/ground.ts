import { digest } from "../base/digest.ts";
import { declaredIn } from "../publication/catalogue.ts";
import { digestsOfLayers } from "../publication/layers.ts";
import { programDigest } from "../world/program.ts";
import type { Newsroom } from "./newsroom.ts";

/** What it takes to know whether anything is new: no template is read. */
export type Outset = Pick<Newsroom, "kit" | "world" | "publication">;

/** What editions are made with of a publication's own files and of those that come with the program; lists of subjects are in its catalogue. */
const PARTS = ["bellwether.yaml", "live.yaml", "calendars", "templates"];

/** Digest of what editions are made with beside the store: the program, its plugins, the publication's files. @param live whether `live.yaml` is read. */
export function groundOf({ kit, world, publication }: Outset, live: boolean): string {
  return digest(
    JSON.stringify([
      programDigest(world),
      kit.digest,
      live,
      declaredIn(publication.catalogue),
      digestsOfLayers(world, publication.home, PARTS),
    ]),
  );
}
