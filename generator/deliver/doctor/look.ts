import { NetFault, type DnsKind, type Net } from "../../world/net.ts";

/** One thing that was looked at. */
export interface Look {
  readonly what: string;
  /** In a few words, how it stands. */
  readonly said: string;
  /** What a person should mend, a line each; none where all is well. */
  readonly findings: readonly string[];
}

/** What DNS says of names. */
export type Records = (kind: DnsKind, name: string) => Promise<readonly string[]>;

/** Asks DNS for each thing once. */
export function recordsOf({ resolve }: Pick<Net, "resolve">): Records {
  const asked = new Map<string, Promise<readonly string[]>>();
  return (kind, name) => {
    const key = `${kind} ${name}`;
    const known = asked.get(key) ?? resolve(kind, name);
    asked.set(key, known);
    return known;
  };
}

/** Makes a look of findings; one that DNS keeps from being made says so. */
export async function looked(what: string, look: () => Promise<Omit<Look, "what">>): Promise<Look> {
  try {
    return { what, ...(await look()) };
  } catch (error) {
    if (!(error instanceof NetFault)) throw error;
    return { what, said: "cannot be looked up", findings: [`${error.message}.`] };
  }
}

/** The tags of a record such as `v=DMARC1; p=none`. */
export function tagsOf(record: string): ReadonlyMap<string, string> {
  return new Map(
    record.split(";").flatMap((pair): [string, string][] => {
      const at = pair.indexOf("=");
      return at < 0 ? [] : [[pair.slice(0, at).trim().toLowerCase(), pair.slice(at + 1).trim()]];
    }),
  );
}
