/** Exit statuses of every command: 0 done, 1 done with findings that block, 2 the call, a file or the configuration is wrong, 3 something outside failed. */
export type ExitStatus = 0 | 1 | 2 | 3;

/** The exit status of a command that it stops or blocks, undefined where that depends on the command; and what it means. */
export type Entries = Readonly<Record<string, readonly [ExitStatus | undefined, string]>>;
