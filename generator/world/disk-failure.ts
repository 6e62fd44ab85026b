import { mistake, outage } from "../base/problem.ts";

const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: "no space is left on the disk",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be larger than the system allows",
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  EROFS: "the disk is read-only",
  EMFILE: "too many files are open",
  EIO: "the disk reported an error",
  EISDIR: "a folder is there",
  ENOTSUP: "no folder can be made there",
  ENOTDIR: "part of the path is not a folder",
  EEXIST: "part of the path is not a folder, but a file of that name",
};

/** Does something with a file. @throws Failure (2) where it is missing, (3) where the disk fails. */
export function guarded<T>(verb: string, path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw diskFailure(verb, path, error);
  }
}

/** What is told of an error of the disk; an error of another kind stays what it is. */
export function diskFailure(verb: string, path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (code === "ENOENT") {
    return mistake({
      code: "missing-file",
      file: path,
      message: `Cannot ${verb}: there is no such file or folder.`,
      advice: "Check the path and --home.",
    });
  }
  // An error without a system call is of our own making.
  if (!/^E[A-Z0-9]+$/.test(code)) return error;
  return outage({
    code: "disk",
    file: path,
    message: `Cannot ${verb}: ${WORDS[code] ?? `the system answered ${code}`}.`,
    advice: "Nothing was changed by this step; mend the cause and run the command again.",
  });
}
