import type { Bindable } from "./bindable.ts";
import { claim } from "./claim.ts";
import { pair } from "./pair.ts";
import { scheduledEvent } from "./scheduled-event.ts";
import { subject } from "./subject.ts";

/** What rules can be about with the program alone. */
export const BUILT_IN_BINDABLES: readonly Bindable[] = [subject, pair, claim, scheduledEvent];
