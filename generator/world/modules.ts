import { registerHooks } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Code that is no part of the program. */
export interface Modules {
  /** What the module in a file exports. @throws whatever it throws itself */
  load(path: string): Promise<Readonly<Record<string, unknown>>>;
  /** The file that a package's name stands for as seen from a file; undefined where none of that name is installed. */
  find(name: string, from: string): string | undefined;
  /** Gives modules that are loaded from now on a part of the program under a name, whether or not it is installed beside them. */
  provide(name: string, path: string): void;
}

const provided = new Map<string, string>();
/** Files that are modules whatever the package around them says. */
const asked = new Set<string>();
const SEARCH = "bellwether-find:";

let isHooked = false;

/** Node's own way to find and load modules. */
export const nodeModules: Modules = {
  load(path) {
    hook();
    const { href } = pathToFileURL(path);
    asked.add(href);
    return import(href) as Promise<Record<string, unknown>>;
  },
  find(name, from) {
    hook();
    try {
      const found = import.meta.resolve(
        `${SEARCH}${encodeURIComponent(JSON.stringify([name, pathToFileURL(from).href]))}`,
      );
      return fileURLToPath(found);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND") return undefined;
      throw error;
    }
  },
  provide(name, path) {
    hook();
    provided.set(name, pathToFileURL(path).href);
  },
};

function hook(): void {
  if (isHooked) return;
  isHooked = true;
  registerHooks({
    resolve(specifier, context, next) {
      const ours = provided.get(specifier);
      if (ours !== undefined) return { url: ours, shortCircuit: true };
      if (specifier.startsWith(SEARCH)) {
        const [name, parentURL] = JSON.parse(
          decodeURIComponent(specifier.slice(SEARCH.length)),
        ) as [string, string];
        return next(name, { ...context, parentURL });
      }
      const found = next(specifier, context);
      if (!asked.has(found.url)) return found;
      return { ...found, format: found.url.endsWith(".ts") ? "module-typescript" : "module" };
    },
  });
}
