/**
 * Core ends a process that has grown large after 250 calls, as a Lambda should and a long run need
 * not.
 *
 * @returns puts it back
 */
export const switchMemoryCheckOff = (): (() => void) => {
  const { memoryUsage } = process;
  process.memoryUsage = Object.assign(() => ({ ...memoryUsage(), rss: 0 }), {
    rss: () => memoryUsage.rss(),
  });
  return () => {
    process.memoryUsage = memoryUsage;
  };
};
