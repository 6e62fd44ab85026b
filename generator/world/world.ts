import type { Modules } from "./modules.ts";
import type { Net } from "./net.ts";
import type { Tracing } from "./spans.ts";

/**
 * The one interface to everything outside the program. A test or a replay supplies its own;
 * no other file of `generator/` touches the process, its environment, the clock, the disk or the network directly, save the SQLite
 * driver and the threads that draw cards.
 */
export interface World {
  /** Milliseconds since the epoch. */
  now(): number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Login name of whoever runs the program; undefined where the system does not say. */
  readonly user: string | undefined;
  /** Absolute path of the Node that runs the program. */
  readonly executable: string;
  /** Absolute path of the folder from which paths that were typed are seen. @throws Failure (2) when it has been removed */
  currentFolder(): string;
  /** For answers. */
  readonly stdout: Output;
  /** For messages. */
  readonly stderr: Output;
  /** What is said to the program on standard input, in UTF-8, as it comes. */
  stdin(): AsyncIterable<Uint8Array>;
  /** Resolves when the program is asked to stop: Ctrl-C, or a system that ends it in good order. */
  stopped(): Promise<void>;
  /** Absolute path of the folder that the program is installed in, with the templates, theme and sample data that come with it. */
  readonly programFolder: string;
  readonly files: Files;
  readonly net: Net;
  readonly modules: Modules;
  /** Absent where all is done in one thread. */
  readonly beginThread?: BeginThread;
  /** Where traces are wanted. */
  readonly tracing?: Tracing;
}

/** A thread that answers by message. Said without the types of Node, which who uses the library need not have. */
export interface Thread {
  on(name: "message" | "error" | "exit", hear: (told: any) => void): this;
  postMessage(order: unknown): void;
  terminate(): Promise<unknown>;
}

/** Begins a thread that runs a file of the program. */
export type BeginThread = (file: string, workerData: unknown) => Thread;

/** What text is printed to; Node's own streams are such. */
export interface Output {
  write(text: string): unknown;
  /** Whether a person sees it in a terminal; absent where not. */
  readonly isTTY?: boolean;
  /** Width of that terminal. */
  readonly columns?: number;
}

/** Files that are waited for together: a flush of the disk for each of thousands, one after the other, takes longer than making them. */
export interface FileBatch {
  /** Writes a file anew into a folder that is there. Resolves when more may be asked for; the file may not be on the disk by then. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Resolves when all that was written, and the names in these folders, would outlast a power cut. Nothing may be written after it. */
  settled(folders: Iterable<string>): Promise<void>;
}

/** How a file lies on the disk, told without reading it. */
export interface FileStamp {
  readonly bytes: number;
  /** When its content last changed, in milliseconds since the epoch. */
  readonly changed: number;
  /**
   * Tells this state of the file from every other: no hand changes what it holds and leaves this as it was. Undefined where it changed
   * too lately to be told from a change in the same instant, and for a link, which says nothing of what it leads to.
   */
  readonly mark: string | undefined;
}

/** The disk. Paths are absolute. Failures of the disk are thrown as `Failure` with exit status 3. */
export interface Files {
  exists(path: string): boolean;
  isFolder(path: string): boolean;
  /** UTF-8 text; throws a `Failure` (2) naming the path when it is missing. */
  read(path: string): string;
  /** Bytes, for what is not text. */
  readBytes(path: string): Uint8Array;
  /** Writes the whole file or nothing: a temporary file beside it, synced, then renamed over. Makes parent folders. */
  write(path: string, content: string | Uint8Array): void;
  /** The same without waiting for the disk: after a power cut the file may be broken. For what can be made again. */
  writeUnflushed(path: string, content: string): void;
  /** Writes many files that nobody reads before all of them are there. */
  batch(): FileBatch;
  /** Writes a file that its owner alone may read, unless it is there already: of several that do, one does. */
  writeSecret(path: string, content: string): void;
  /**
   * Gives a file a second name, where it still is as many bytes long as it should be; the folder must be there. False where it is
   * missing, has another length, or the disk cannot do that: write it then.
   */
  share(from: string, to: string, bytes: number): boolean;
  /** Whether a file is there and so many bytes long. */
  isLong(path: string, bytes: number): boolean;
  /** How a file or folder lies on the disk; undefined when it is missing. */
  stamp(path: string): FileStamp | undefined;
  /** What is free on the disk of a folder that is there, in bytes, and whether files can be made in it. */
  room(path: string): { readonly bytes: number; readonly isWritable: boolean };
  /** When a file, or the list of names in a folder, last changed, in milliseconds since the epoch; 0 when it is missing. */
  changedAt(path: string): number;
  /** Names in a folder, sorted by code point; empty when the folder is missing. */
  list(path: string): string[];
  makeFolder(path: string): void;
  /** Removes a file or a folder with all it holds; nothing when missing. */
  remove(path: string): void;
  rename(from: string, to: string): void;
  /** Points the symbolic link `path` at `target` in one step. */
  link(target: string, path: string): void;
  /**
   * Calls `changed` after each change to a file, or to anything below a folder; temporary files of ours do not count.
   * @returns what stops it.
   */
  watch(path: string, changed: () => void): () => void;
  /** Target of a symbolic link, undefined when `path` is not one. */
  linkTarget(path: string): string | undefined;
}
