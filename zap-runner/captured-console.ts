import { AsyncLocalStorage } from 'node:async_hooks';
import { format } from 'node:util';

/**
 * Core repeats whatever an app logs on the global console, and the reader of a Zap's steps should
 * not have to look between those lines. While calls are in flight, what they print is kept with the
 * call; everyone else's printing goes through.
 */
const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const;

const lines = new AsyncLocalStorage<string[]>();
let inFlight = 0;
let restore = (): void => undefined;

const intercept = (): (() => void) => {
  const undo = METHODS.map((method) => {
    const original = console[method];
    console[method] = (...args: unknown[]) => {
      const kept = lines.getStore();
      if (kept) kept.push(format(...args).trimEnd());
      else original.apply(console, args);
    };
    return () => {
      console[method] = original;
    };
  });
  return () => undo.forEach((put) => put());
};

/** Runs `work`; what it prints on the console is added to `kept` and does not reach the terminal. */
export const capturingConsole = async <T>(kept: string[], work: () => Promise<T>): Promise<T> => {
  if (inFlight === 0) restore = intercept();
  inFlight += 1;
  try {
    return await lines.run(kept, work);
  } finally {
    inFlight -= 1;
    if (inFlight === 0) restore();
  }
};
