/** How long to wait for another command that is writing. */
export interface Patience {
  readonly milliseconds: number;
  /** Called once when the wait begins, to tell the user. */
  readonly onWait?: () => void;
}

/** How long a command waits where nothing else is said. */
export const USUAL_PATIENCE: Patience = { milliseconds: 30_000 };

/** A wait shorter than this is not worth a message, in milliseconds. */
export const SHORT_WAIT_MS = 200;
