import type { Clock } from './clock.ts';

export interface Repeating {
  /** Waits until the work that is under way, if any, has ended. */
  idle: () => Promise<void>;
  stop: () => void;
}

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
): Repeating => {
  let isStopped = false;
  let underWay = Promise.resolve();
  let alarm = clock.alarm(ms, ring);
  function ring(): void {
    underWay = work()
      .catch(onError)
      .finally(() => {
        if (!isStopped) alarm = clock.alarm(ms, ring);
      });
  }
  return {
    idle: () => underWay,
    stop: () => {
      isStopped = true;
      alarm.off();
    },
  };
};
