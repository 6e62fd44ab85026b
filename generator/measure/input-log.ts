import type { Instant } from "../base/day.ts";
import { digest } from "../base/digest.ts";
import { digestOfUsed, inputOf, markUsed, publicOf } from "./input.ts";
import type { History } from "../store/asof.ts";
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
  /** Digest of every value in a stretch read so far, each counted once; changes when any of them changes. */
  digest(): string;
}

export function inputLog(): InputLog {
  const entries = new Map<string, LoggedInput>();
  const used = new Map<History, Uint8Array>();
  return {
    enter(stretch) {
      const { history, first, last, common } = stretch;
      const key = `${history.series}|${first}|${last}|${common?.series ?? ""}`;
      let entry = entries.get(key);
      if (entry === undefined) {
        entry = { input: inputOf(history, first, last, common), public: publicOf(stretch) };
        entries.set(key, entry);
        let marks = used.get(history);
        if (!marks) used.set(history, (marks = new Uint8Array(history.days.length)));
        markUsed(stretch, marks);
      }
      return entry;
    },
    digest: () =>
      digest(
        Array.from(used, ([history, marks]) => `${history.series}=${digestOfUsed(history, marks)}`)
          .sort()
          .join("\n"),
      ),
  };
}
