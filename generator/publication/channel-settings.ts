import { z } from "zod";
import type { Loaded } from "../base/yaml.ts";

const text = z.string().trim().min(1);
const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, "expected a name such as mastodon or desk-slack")
  .refine((given) => given !== "mail", "expected another name: the ledger calls the newsletter so");

/** Where editions are posted, by the name under which the ledger keeps it; what else stands there is held to the channel's own options. */
export const channelsSchema = z.record(
  name,
  z.looseObject({
    /** The channel; called as the entry is where it is left out. */
    by: name.exactOptional(),
    /** Stories whose articles go there; all where it is left out. */
    stories: z.array(text).min(1).exactOptional(),
  }),
);

/** One place where editions are posted. */
export interface DeclaredChannel {
  readonly name: string;
  /** Id of the channel. */
  readonly by: string;
  readonly stories: readonly string[] | undefined;
  /** Not yet held to the channel's own. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Where it is declared. */
  readonly place: { readonly file: string; readonly line: number; readonly column: number };
}

/** The channels that a publication names, in order. */
export function declaredChannels(
  channels: z.output<typeof channelsSchema>,
  place: Loaded<unknown>["place"],
): DeclaredChannel[] {
  return Object.entries(channels).map(([called, { by = called, stories, ...options }]) => ({
    name: called,
    by,
    stories,
    options,
    place: place(["channels", called]),
  }));
}
