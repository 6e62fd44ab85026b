import { daysBetween } from "../../base/day.ts";
import { CLAIM_FIGURES, type Claim } from "../../publication/catalogue.ts";
import type { Attribution, Bindable, Binding, Bound, Statement } from "./bindable.ts";
import { unknown, type Named, type Unknown } from "./named.ts";

/** What `for:` calls it. */
const WORD = "reported_claim";

const TEXTS = ["subject", "quantity", "reporter", "medium"] as const;
const POSTED = "posted";

/** Days since it was said: what is only entered late is no news. */
const AGE = "ageDays";

/** How a figure is written in running text, by its unit. */
const FORMS = { percent: "plain", years: "spelled", times: "multiple", year: "plain" } as const;

/** What a third party said: quoted with its reporter and hedges, and in no computation. */
export const claim: Bindable = Object.freeze({
  id: "claim",
  words: () => [WORD],
  read: (value) => (value === WORD ? binding : undefined),
  data: (view) => JSON.stringify(view.claims()),
  stated: ({ claims }) => claims,
  saidBy: (ref, view) => {
    const found = view.claims().find(({ id }) => ref.startsWith(refOf(id, "")));
    return found && attributionOf(found);
  },
} satisfies Bindable);

const binding: Binding = {
  bindable: claim,
  key: WORD,
  isMany: true,
  declared: () => [],
  resolve,
  choices: (view) => view.claims().map(boundOf),
};

function resolve([head = "", name = "", third]: readonly string[]): Named | Unknown {
  const has = (list: readonly string[]): boolean => third === undefined && list.includes(name);
  if (has(TEXTS)) return { kind: "text", binding: head, name };
  if (has([POSTED])) return { kind: "day", binding: head, name };
  if (has([AGE])) return { kind: "number", binding: head, name, instead: POSTED };
  if (has(CLAIM_FIGURES)) return { kind: "figure", binding: head, name };
  const text = [head, name, ...(third === undefined ? [] : [third])].join(".");
  return unknown(`"${text}" is not known of a claim.`, name, [
    ...TEXTS,
    POSTED,
    AGE,
    ...CLAIM_FIGURES,
  ]);
}

function boundOf(its: Claim): Bound {
  return {
    bindable: claim,
    id: its.id,
    name: its.id,
    subjects: [],
    seriesOf: () => [],
    outcome: () => undefined,
    value: (name, day) => {
      if (name === AGE) return daysBetween(its.posted, day);
      if (name === POSTED) return its.posted;
      return textOf(its, name) ?? its.figures.find((each) => each.name === name)?.value;
    },
    print: (name) => (name === POSTED ? postedOf(its) : (textOf(its, name) ?? figureOf(its, name))),
  };
}

function textOf(its: Claim, name: string): string | undefined {
  const text = TEXTS.find((each) => each === name);
  return text && its[text];
}

function postedOf({ id, posted }: Claim): Statement {
  return {
    value: posted,
    unit: "date",
    decimals: 0,
    form: "plain",
    origin: "claim",
    ref: refOf(id, POSTED),
    subjects: [],
    day: posted,
  };
}

function figureOf(its: Claim, name: string): Statement | undefined {
  const figure = its.figures.find((each) => each.name === name);
  if (!figure) return undefined;
  const { value, unit, decimals, hedge } = figure;
  return {
    value,
    unit,
    decimals,
    form: FORMS[unit],
    ...(hedge === undefined ? {} : { hedge }),
    origin: "claim",
    ref: refOf(its.id, name),
    subjects: [its.subject],
    day: its.posted,
    public: Date.parse(its.seen),
  };
}

function refOf(id: string, name: string): string {
  return `claim:${id}.${name}`;
}

function attributionOf({ reporter, medium, url, quote }: Claim): Attribution {
  return {
    reporter,
    medium,
    ...(url === undefined ? {} : { url }),
    ...(quote === undefined ? {} : { quote }),
  };
}
