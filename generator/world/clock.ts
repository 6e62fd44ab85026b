import type { World } from "./world.ts";

/** A world whose clock says an instant when it is made, and goes on from there: a day may be rehearsed before or after it comes. */
export function clockedFrom(world: World, instant: number): World {
  const begun = world.now();
  return { ...world, now: () => instant + (world.now() - begun) };
}
