import type { Clock } from './clock.ts';

/**
 * Does something again and again, each time so long after the last one has ended.
 *
 * @param onError told of what goes wrong; it goes on all the same
 */
export const every = (
  clock: Clock,
  ms: number,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): { stop: () => void } => {
  let isStopped = false;
  let alarm = clock.alarm(ms, ring);
  function ring(): void {
    void work()
      .catch(onError)
      .finally(() => {
        if (!isStopped) alarm = clock.alarm(ms, ring);
      });
  }
  return {
    stop: () => {
      isStopped = true;
      alarm.off();
    },
  };
};
