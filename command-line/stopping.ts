const LOOK_EVERY_MS = 1_000;

/**
 * Does something once when the command is to end: at Ctrl-C, when it is told to, and when the `npm run`
 * around it was ended. npm tells its shell only, which ends and leaves what it runs behind.
 */
export const whenStopped = (stop: () => void): void => {
  let isStopped = false;
  const once = (): void => {
    if (isStopped) return;
    isStopped = true;
    clearInterval(looking);
    stop();
  };
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.env['npm_lifecycle_event'] !== undefined && process.ppid !== parent) once();
  }, LOOK_EVERY_MS).unref();
  process.once('SIGINT', once);
  process.once('SIGTERM', once);
};
