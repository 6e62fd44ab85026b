import { createRequire, findPackageJSON } from "node:module";

const require = createRequire(import.meta.url);

/** Absolute path of a file of a package that the program depends on, such as `@scope/name/file.ttf`. */
export function packageFile(path: string): string {
  return require.resolve(path);
}

/** The version of such a package that is installed. */
export function packageVersion(name: string): string {
  const file = findPackageJSON(name, import.meta.url);
  if (file === undefined) throw new Error(`The package ${name} is not installed.`);
  return (require(file) as { version: string }).version;
}
