import { loadPublication } from "../publication/publication.ts";
import { withReleases } from "../publish/release/online.ts";
import type { Release, Releases } from "../publish/release/releases.ts";
import type { Answer, Call } from "./call.ts";

/** The sites that a publication has online, the newest first. */
export async function listReleases(call: Call): Promise<Answer> {
  const releases = await inReleases(call, (there) => there.list());
  return {
    status: 0,
    lines: releases.length === 0 ? ["Nothing is online yet."] : releases.map(releaseLine),
    value: releases,
  };
}

/** Shows readers a site again that is online. */
export async function rollBack(call: Call, name: string): Promise<Answer> {
  const release = await inReleases(call, (there) => there.show(name));
  const line = `Readers see ${release.name} of ${release.at.slice(0, 19)}Z. What they saw before is not shown again by publish as it was; another site is.`;
  return { status: 0, lines: [line], value: release };
}

function inReleases<T>(
  { world, home, kit, live }: Call,
  work: (releases: Releases) => Promise<T>,
): Promise<T> {
  const { site } = loadPublication(world, home, kit, { live });
  return withReleases(world, home, site?.s3, work);
}

function releaseLine({ name, at, files, isShown }: Release): string {
  return `${isShown ? "shown" : "     "}  ${name}  ${at.slice(0, 19)}Z  ${files} files`;
}
