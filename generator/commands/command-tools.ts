import type { Command } from "commander";
import type { Answer, Call } from "./call.ts";

/** Options that every command takes. */
export interface Common {
  readonly home: string;
  readonly json?: boolean;
  readonly live?: boolean;
}

/** Days, both included. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

/** How commands are made: their common options, and what runs them. */
export interface CommandTools {
  /** A command of the program, or of a command that has commands. */
  command(name: string, description: string, parent?: Command): Command;
  /**
   * Runs a command's function, prints its answer, and turns failures into messages and the exit status. Each command loads its own
   * part of the program, and no other.
   * @param openPlugins whether it needs those of the publication.
   */
  answering<Given extends unknown[]>(
    work: (call: Call, ...given: Given) => Promise<Answer>,
    openPlugins?: boolean,
  ): (...given: Given) => Promise<void>;
  /** A path that was typed, made absolute. */
  inFull(path: string): string;
}
