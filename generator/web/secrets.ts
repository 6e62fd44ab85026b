import { join } from "node:path";
import type { World } from "../world/world.ts";

/** Keys of providers, and how they are kept out of everything that is shown or stored. */
export interface Secrets {
  /** Undefined when it is not set. */
  get(name: string): string | undefined;
  /** The text with every secret, as it is or encoded for an address, replaced by `•••`. */
  redact(text: string): string;
  /** An answer without the secrets that its provider repeats; nearly always the very same bytes. */
  cleanse(body: Uint8Array): Uint8Array;
}

const HIDDEN = "•••";
/** Parameters and headers that carry keys, whatever their value. */
const SENSITIVE =
  /([?&;\s"']|^)((?:[\w-]*(?:api[_-]?key|access[_-]?token|crumb|secret|password|signature)))=[^&#\s"']+/gi;
/** A shorter value would hide ordinary text. */
const SHORTEST = 6;

/**
 * Secrets come from the environment or, failing that, from `NAME=value` lines of the file that `BELLWETHER_SECRETS_FILE`
 * names, else of `var/secrets.env`, which git ignores.
 */
export function loadSecrets(
  world: World,
  home: string,
  keys: readonly { readonly name: string }[],
): Secrets {
  const file = world.env["BELLWETHER_SECRETS_FILE"] ?? join(home, "var", "secrets.env");
  const written = world.files.exists(file) ? linesOf(world.files.read(file)) : new Map();
  const values = new Map<string, string>();
  for (const { name } of keys) {
    const value = world.env[name] || written.get(name);
    if (value) values.set(name, value);
  }
  const hidden = [...new Set([...values.values(), ...written.values()])]
    .flatMap((value) => (value.length < SHORTEST ? [] : formsOf(value)))
    .sort((a, b) => b.length - a.length);
  const hide = (text: string): string =>
    hidden.reduce((sofar, value) => sofar.replaceAll(value, HIDDEN), text);
  return {
    get: (name) => values.get(name),
    redact: (text) => hide(text).replace(SENSITIVE, `$1$2=${HIDDEN}`),
    cleanse(body) {
      const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
      return hidden.some((value) => bytes.includes(value))
        ? Buffer.from(hide(bytes.toString()))
        : body;
    },
  };
}

function linesOf(text: string): Map<string, string> {
  const pairs = text.split(/\r?\n/).flatMap((line): [string, string][] => {
    const [, name, value] = /^\s*(?:export\s+)?(\w+)\s*=\s*"?(.*?)"?\s*$/.exec(line) ?? [];
    return name && value ? [[name, value]] : [];
  });
  return new Map(pairs);
}

/** A secret as it is, and as addresses and headers write it. */
function formsOf(value: string): string[] {
  const base64 = Buffer.from(value).toString("base64");
  return [value, encodeURIComponent(value), encodeURI(value), base64];
}
