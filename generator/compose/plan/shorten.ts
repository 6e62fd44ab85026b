import type { Group, Plan } from "./plan.ts";

/** The plan, then the same with ever less: first what is merely interpreted, then what is stated, the least salient first. */
export function* shorter(plan: Plan): Generator<Plan> {
  yield plan;
  let current: Plan | undefined = plan;
  while ((current = withoutReading(current))) yield (plan = current);
  current = plan;
  while ((current = withoutGroup(current))) yield current;
}

function withoutReading(plan: Plan): Plan | undefined {
  const least = leastOf(plan, (group) => group.read);
  return least && replaced(plan, least, { ...least, read: false });
}

function withoutGroup(plan: Plan): Plan | undefined {
  const least = leastOf(plan, (group) => !group.stays);
  return least && replaced(plan, least, undefined);
}

/** The least salient group of those that may go; what the lead stands in always stays. */
function leastOf(plan: Plan, mayGo: (group: Group) => boolean): Group | undefined {
  return plan.sections
    .flatMap((section) => section.groups)
    .filter((group) => mayGo(group) && !group.findings.some((finding) => finding === plan.lead))
    .toSorted((a, b) => salienceOf(a) - salienceOf(b))[0];
}

function salienceOf(group: Group): number {
  return group.findings[0]?.salience ?? 0;
}

function replaced(plan: Plan, group: Group, by: Group | undefined): Plan {
  const gone = by ? [] : group.findings;
  return {
    ...plan,
    sections: plan.sections
      .map((section) => ({
        ...section,
        groups: section.groups.flatMap((each) => {
          if (each !== group) return [each];
          return by ? [by] : [];
        }),
      }))
      .filter((section) => section.groups.length > 0),
    printed: plan.printed.filter((each) => !gone.includes(each)),
  };
}
