import type { Instant } from "../base/day.ts";
import { inputOf, publicOf } from "./input.ts";
import type { Stretch } from "./reading.ts";
import type { Input } from "./signal.ts";

/** A stretch as an input, with the instant at which the youngest of its values became public. */
interface LoggedInput {
  readonly input: Input;
  readonly public: Instant;
}

/** Every stretch read for an edition, once each: signals that read the same one share its input and its digest. */
export interface InputLog {
  enter(stretch: Stretch): LoggedInput;
  inputs(): readonly Input[];
}

export function inputLog(): InputLog {
  const entries = new Map<string, LoggedInput>();
  return {
    enter(stretch) {
      const { history, first, last, common } = stretch;
      const key = `${history.series}|${first}|${last}|${common?.series ?? ""}`;
      let entry = entries.get(key);
      if (entry === undefined) {
        entry = { input: inputOf(history, first, last, common), public: publicOf(stretch) };
        entries.set(key, entry);
      }
      return entry;
    },
    inputs: () => Array.from(entries.values(), (entry) => entry.input),
  };
}
