import { basename, join } from "node:path";
import { mistake } from "../../base/problem.ts";
import type { Publication } from "../../publication/publication.ts";
import type { S3Settings } from "../../publication/site-settings.ts";
import { loadSecrets } from "../../web/secrets.ts";
import { withLock } from "../../world/lock.ts";
import type { World } from "../../world/world.ts";
import { buildsOf, filesOfBuild, shownBuild } from "../build/site-builds.ts";
import { releasesIn, type Released, type Releases } from "./releases.ts";
import type { S3Key } from "./s3.ts";

/**
 * Puts the site that is shown where other machines read it; undefined where the publication names no such place. One command at a time
 * does, so that what is newer is never followed by what is older.
 * @throws Failure (2) for a key that is not set; (3) where the place does not do what it is asked: readers see what they saw.
 */
export async function putOnline(
  world: World,
  publication: Publication,
): Promise<Released | undefined> {
  const { home, site } = publication;
  if (site === undefined) return undefined;
  const { files } = world;
  return withLock("The site's place online", buildsOf(home).online, async () => {
    const build = shownBuild(files, home);
    if (build === undefined) return undefined;
    const name = basename(build);
    return withReleases(world, home, site.s3, (releases) =>
      releases.put(
        {
          name,
          files: filesOfBuild(files, home, name),
          read: (path) => files.readBytes(join(build, path)),
        },
        world.now(),
      ),
    );
  });
}

/** Opens what a publication has online for as long as `work` takes. @throws Failure (2) where it names no such place, or a key that is not set */
export async function withReleases<T>(
  world: World,
  home: string,
  settings: S3Settings | undefined,
  work: (releases: Releases) => Promise<T>,
): Promise<T> {
  if (settings === undefined)
    throw mistake({
      code: "no-site-store",
      file: "bellwether.yaml",
      message: "The publication names no place for its site beside site/dist.",
      advice: "`site: { s3: { bucket: … } }` names one.",
    });
  const { openS3 } = await import("./s3.ts");
  const bucket = await openS3(settings, keyOf(world, home, settings));
  try {
    return await work(releasesIn(bucket, settings.prefix ?? "", settings.keep));
  } finally {
    bucket.close();
  }
}

function keyOf(
  world: World,
  home: string,
  { id, secret }: Pick<S3Settings, "id" | "secret">,
): S3Key | undefined {
  if (id === undefined || secret === undefined) return undefined;
  const secrets = loadSecrets(world, home, [{ name: id }, { name: secret }]);
  const valueOf = (name: string): string => {
    const value = secrets.get(name);
    if (value !== undefined) return value;
    throw mistake({
      code: "site-key",
      message: `${name} is not set: the site cannot be put online without it.`,
      advice: "Put it into the environment or var/secrets.env.",
    });
  };
  return { id: valueOf(id), secret: valueOf(secret) };
}
