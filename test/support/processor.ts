/** What this process itself has worked, in milliseconds of a processor: other work of the machine does not count, as it does on the clock. */
export async function workedMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
