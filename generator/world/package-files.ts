import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Absolute path of a file of a package that the program depends on, such as `@scope/name/file.ttf`. */
export function packageFile(path: string): string {
  return require.resolve(path);
}

/** The version of such a package that is installed. */
export function packageVersion(name: string): string {
  return (require(`${name}/package.json`) as { version: string }).version;
}
