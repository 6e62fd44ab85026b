/** The kind of a page: its folder, where a name that is one of many counts as any of them. */
export function pageType(path: string): string {
  const names = path.split("/");
  return [...names.slice(0, -1).map(kindOf), names.at(-1)].join("/");
}

function kindOf(name: string, index: number): string {
  return index === 0 && !/^\d/.test(name) ? name : "one";
}
