import type { Code } from "../base/codes.ts";
import { suggestion } from "../base/nearest.ts";
import type { quantityDeclaration, Quantities } from "./quantities.ts";
import type { Series } from "./catalogue.ts";
import { contradictionIn, unitOf, type unitDeclaration, type Unit, type Units } from "./units.ts";
import type { z } from "zod";

/** Tells of a mistake at a path of `bellwether.yaml`. */
export type Report = (
  path: readonly PropertyKey[],
  code: Code,
  message: string,
  advice?: string,
) => void;

const QUANTITY_ID = /^[a-z][a-zA-Z]*$/;

/** The kit's quantities and those that a publication declares. */
export function withQuantities(
  kit: Quantities,
  declared: Readonly<Record<string, z.output<typeof quantityDeclaration>>>,
  units: Units,
  report: Report,
): Quantities {
  for (const [id, { change }] of Object.entries(declared)) {
    const at = ["quantities", id];
    if (kit.has(id))
      report(at, "repeated-quantity", `The quantity "${id}" comes with the program.`, ANOTHER_NAME);
    if (!QUANTITY_ID.test(id))
      report(
        at,
        "quantity-id",
        `"${id}" is no name of a quantity: expected one such as openInterest.`,
      );
    if (change && !units.has(change.unit))
      report([...at, "change", "unit"], ...unknownUnit(change.unit, units));
  }
  return new Map([...kit, ...Object.entries(declared)]);
}

/** The kit's units and those that a publication declares. */
export function withUnits(
  kit: Units,
  declared: Readonly<Record<string, z.output<typeof unitDeclaration>>>,
  report: Report,
): Units {
  const own = Object.entries(declared).map(([id, each]) => unitOf(id, each));
  const units = new Map([...kit, ...own.map((unit): [string, Unit] => [unit.id, unit])]);
  for (const unit of own) {
    const at = ["units", unit.id];
    if (kit.has(unit.id))
      report(at, "repeated-unit", `The unit "${unit.id}" comes with the program.`, ANOTHER_NAME);
    const contradiction = contradictionIn(unit, units);
    if (contradiction !== undefined) report(at, "unit", `The unit "${unit.id}": ${contradiction}.`);
  }
  return units;
}

const ANOTHER_NAME = "Give yours another name.";

/** What is wrong with the unit of a series, and with what it is derived from by its unit. */
export function reportUnits(
  { id, unit, derive }: Pick<Series, "id" | "unit" | "derive">,
  unitOfSeries: (id: string) => string | undefined,
  units: Units,
  report: Report,
): void {
  const own = units.get(unit);
  if (own === undefined) return report(["unit"], ...unknownUnit(unit, units));
  if (own.style === "date" || own.style === "time" || own.style === "year")
    return report(
      ["unit"],
      "unit",
      `The unit "${unit}" tells when, not how much: no series is stored in it.`,
    );
  const of = derive?.of.map((input) => [input, unitOfSeries(input)] as const) ?? [];
  if (derive && SAME_UNIT.has(derive.as)) {
    for (const [at, [input, other]] of of.entries()) {
      if (other === undefined || other === unit) continue;
      if (derive.as === "difference" && unit === BETWEEN_PERCENT && other === "percent") continue;
      const message = `"${input}" is in ${other}, but "${id}" is in ${unit}: nothing is converted.`;
      report(["derive", "of", at], "units-differ", message);
    }
  }
  const price = units.get(of[1]?.[1] ?? "");
  if (derive?.as !== "creations" || price === undefined) return;
  if (own.factor === MILLION * price.factor && own.currency === price.currency) return;
  const wanted = `expected millions of what "${of[1]?.[0]}" is in (${price.id})`;
  report(["unit"], "units-differ", `Creations are counted in millions: ${wanted}, found ${unit}.`);
}

const MILLION = 1e6;

/** Derivations that are counted as what they are made of. */
const SAME_UNIT: ReadonlySet<string> = new Set(["sum", "difference", "lowest", "highest"]);

/** In what two values in per cent differ: the numbers are the same. */
const BETWEEN_PERCENT = "percentage points";

function unknownUnit(unit: string, units: Units): [code: Code, message: string, advice: string] {
  return ["unknown-unit", `"${unit}" is not a unit.`, suggestion(unit, units.keys())];
}
