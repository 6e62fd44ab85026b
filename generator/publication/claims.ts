import type { Code } from "../base/codes.ts";
import { join } from "node:path";
import { dayOf } from "../base/day.ts";
import { suggestion } from "../base/nearest.ts";
import { mistake } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import { loadYaml } from "../base/yaml.ts";
import { claimSchema, type Catalogue, type Claim } from "./catalogue.ts";

/** Folder of the reported claims, under the home folder; one claim a file. */
export const CLAIMS_FOLDER = "content/data/claims";

/**
 * Reads every reported claim.
 * @throws Failure (2) with file, line and column for each mistake in the first file that has one.
 */
export function loadClaims(world: World, home: string, catalogue: Catalogue): Claim[] {
  const folder = join(home, CLAIMS_FOLDER);
  const files = world.files.list(folder).filter((name) => /\.ya?ml$/.test(name));
  const byId = new Map<string, string>();
  return files.map((name) => {
    const file = `${CLAIMS_FOLDER}/${name}`;
    const { value: claim, place } = loadYaml(world.files.read(join(folder, name)), claimSchema, {
      file,
    });
    const wrong = (key: keyof Claim, code: Code, message: string, advice?: string): Error =>
      mistake({ code, ...place([key]), message, ...(advice ? { advice } : {}) });

    if (!catalogue.subjects.has(claim.subject)) {
      throw wrong(
        "subject",
        "unknown-subject",
        `The subject "${claim.subject}" is not declared.`,
        suggestion(claim.subject, catalogue.subjects.keys()),
      );
    }
    if (!catalogue.quantities.has(claim.quantity)) {
      throw wrong(
        "quantity",
        "unknown-quantity",
        `"${claim.quantity}" is not a quantity.`,
        suggestion(claim.quantity, catalogue.quantities.keys()),
      );
    }
    const other = byId.get(claim.id);
    if (other !== undefined) {
      throw wrong("id", "repeated-claim", `The claim "${claim.id}" is already in ${other}.`);
    }
    if (dayOf(Date.parse(claim.seen)) < claim.posted) {
      throw wrong(
        "seen",
        "seen-too-early",
        `The claim was seen ${claim.seen}, before it was posted on ${claim.posted}.`,
      );
    }
    byId.set(claim.id, file);
    return claim;
  });
}
