import { join } from "node:path";
import { Hono } from "hono";
import { stringify } from "yaml";
import { isDay } from "../../base/day.ts";
import { mistake } from "../../base/problem.ts";
import { addClaim } from "../../gather/live/add-claim.ts";
import { CLAIM_FIGURES, claimSchema, type Claim } from "../../publication/catalogue.ts";
import { CLAIMS_FOLDER, loadClaims } from "../../publication/claims.ts";
import { fieldsOf, goTo, show, type Desk } from "../frame.ts";
import { instantWords } from "../words.ts";

/** Reported claims: what third parties said, taken in and ended. */
export function claimsPage(desk: Desk): Hono {
  const { world, publication } = desk.newsroom;
  const { home, catalogue } = publication;
  const write = (claim: Claim): void =>
    world.files.write(
      join(home, CLAIMS_FOLDER, `${claim.id}.yaml`),
      `# A reported claim, as it was taken in at the desk.\n${stringify(claim)}`,
    );
  return new Hono()
    .get("/claims", (context) => {
      const claims = loadClaims(world, home, catalogue).toReversed();
      return show(
        desk,
        context,
        "claims",
        { title: "Claims" },
        {
          claims: claims.map((claim) => ({
            ...claim,
            subjectName: catalogue.subjects.get(claim.subject)?.name ?? claim.subject,
            seen: instantWords(claim.seen),
            ended: claim.ended && instantWords(claim.ended),
            told: claim.figures
              .map(({ name, value, unit, hedge }) =>
                [wordsOf(name), hedge, value, unit === "year" ? "" : unit]
                  .filter((part) => part !== undefined && part !== "")
                  .join(" "),
              )
              .join("; "),
          })),
          subjects: [...catalogue.subjects.values()].map(({ id, name }) => ({ id, name })),
          quantities: [...catalogue.quantities.keys()],
          figures: CLAIM_FIGURES,
        },
      );
    })
    .post("/claims", desk.access.require("editor"), async (context) => {
      const fields = await fieldsOf(context);
      const {
        url = "",
        subject = "",
        quantity = "",
        reporter,
        posted,
        figure,
        value,
        unit,
        hedge,
      } = fields;
      if (posted?.trim() && !isDay(posted))
        throw mistake({ code: "call", message: `"${posted}" is no day.` });
      const figures = value?.trim() ? [figureIn({ name: figure, value, unit, hedge })] : [];
      const { claim } = await addClaim(world, publication, {
        url,
        subject,
        quantity,
        ...(reporter?.trim() ? { reporter } : {}),
        ...(posted?.trim() ? { posted } : {}),
      });
      if (figures.length > 0) write({ ...claim, figures });
      return goTo(context, "/claims", "claim-added");
    })
    .post("/claims/:id/end", desk.access.require("editor"), (context) => {
      const claim = loadClaims(world, home, catalogue).find(
        ({ id }) => id === context.req.param("id"),
      );
      if (!claim) throw mistake({ code: "unknown-name", message: "There is no such claim." });
      write({ ...claim, ended: new Date(world.now()).toISOString() });
      return goTo(context, "/claims", "claim-ended");
    });
}

/** A name of the program's own in words: `highestYears` is "highest years". */
function wordsOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** What is claimed, as it was typed. @throws Failure (2) where it is no figure of a claim. */
function figureIn({
  name,
  value,
  unit,
  hedge,
}: Readonly<{
  name: string | undefined;
  value: string;
  unit: string | undefined;
  hedge: string | undefined;
}>): Claim["figures"][number] {
  const found = claimSchema.shape.figures.element.safeParse({
    name,
    value: Number(value),
    unit,
    decimals: decimalsOf(value),
    ...(hedge?.trim() ? { hedge } : {}),
  });
  if (found.success) return found.data;
  throw mistake({
    code: "call",
    message: `"${name} ${value} ${unit}" is no figure of a claim: expected one of ${CLAIM_FIGURES.join(", ")}, a number and a unit.`,
  });
}

function decimalsOf(value: string): number {
  return Math.min(4, /\.(\d+)\s*$/.exec(value)?.[1]?.length ?? 0);
}
