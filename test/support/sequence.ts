import { basename, dirname } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The order in which test files are begun: those that wait for other processes and for servers in turn with those that compute, from the
 * beginning, so that the cores have something to do while the first wait, and none of them is what a run ends with.
 */
export class WaitingAmongComputing extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waiting = sorted.filter(({ moduleId }) => waits(moduleId));
    const computing = sorted.filter(({ moduleId }) => !waits(moduleId));
    const each = computing.flatMap((file, at) => [file, ...waiting.slice(at, at + 1)]);
    return [...each, ...waiting.slice(computing.length)];
  }
}

/** Whether the tests of a file kill processes, wait for workers and leases, or ask a server: what that takes its size does not tell. */
function waits(path: string): boolean {
  return (
    basename(dirname(path)) === "jobs" || /^(?:postgres|.*kill|.*browser)/.test(basename(path))
  );
}
