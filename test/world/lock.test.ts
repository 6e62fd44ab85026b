import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Failure } from "../../generator/base/problem.ts";
import { withLock, withLockSync } from "../../generator/world/lock.ts";
import { makeFolder, removeFolder } from "../support/room.ts";

let folder: string;

beforeAll(() => {
  folder = makeFolder("lock");
});

afterAll(() => removeFolder(folder));

test("a lock that the disk does not let be made is no lock of another", async () => {
  const inItsPlace = join(folder, "a-folder.lock");
  mkdirSync(inItsPlace);
  for (const locking of [
    async () => withLockSync("The site", inItsPlace, () => undefined),
    () => withLock("The site", inItsPlace, async () => undefined),
  ]) {
    const fault = await locking().catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Failure);
    expect(fault).toMatchObject({
      exit: 3,
      problems: [{ code: "disk", message: expect.stringContaining("The site cannot be locked: ") }],
    });
  }
});
