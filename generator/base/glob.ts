/** Whether an id matches a pattern in which `*` stands for anything; every other character stands for itself. */
export function matches(glob: string, id: string): boolean {
  const pattern = glob.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${pattern}$`).test(id);
}
