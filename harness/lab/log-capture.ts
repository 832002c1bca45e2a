import { capturingConsole } from '../../zap-runner/captured-console.ts';
import type { Handler } from '../../zap-runner/platform.ts';
import { phonesIn, privateDataIn } from './private-data.ts';
import type { KnownPrivate, PrivateKind } from './private-data.ts';

/**
 * Ways in which words leave the app besides its results: its own log lines as Zapier keeps them, what
 * the process prints, errors with their stacks, and what core logs of requests and calls.
 */
export const CHANNELS = ['log', 'output', 'error', 'core'] as const;

export type Channel = (typeof CHANNELS)[number];

/**
 * Core's log is there to show requests, and they name people; the code of a new connection is part of
 * one, works once, and only with the client secret.
 */
const MAY_HOLD: Readonly<Record<Channel, readonly PrivateKind[]>> = {
  log: [],
  output: [],
  error: [],
  core: ['one-time code', 'email', 'phone'],
};

/** Something private where it may not be. */
export interface Leak {
  channel: Channel;
  kind: PrivateKind;
  /** The method of the app that was called. */
  method: string;
}

export const mayHold = (channel: Channel, kind: PrivateKind): boolean =>
  MAY_HOLD[channel].includes(kind);

const isConsole = (data: unknown): boolean => Object(data)['log_type'] === 'console';

const textOf = (error: unknown): string =>
  error instanceof Error
    ? `${error.name}: ${error.message}\n${error.stack ?? ''}`
    : JSON.stringify(error);

/** What is written past the console. Calls at the same time hear each other. */
class Streams {
  readonly #listeners = new Set<string[]>();
  #restore = (): void => undefined;

  /** @returns ends the listening */
  listen(heard: string[]): () => void {
    if (this.#listeners.size === 0) this.#open();
    this.#listeners.add(heard);
    return () => {
      this.#listeners.delete(heard);
      if (this.#listeners.size === 0) this.#restore();
    };
  }

  #open(): void {
    const streams = [process.stdout, process.stderr];
    const undo = streams.map((stream) => {
      const own = Object.getOwnPropertyDescriptor(stream, 'write');
      const value = new Proxy(stream.write.bind(stream), {
        apply: (write, self, args) => {
          for (const heard of this.#listeners) heard.push(String(args[0]));
          return Reflect.apply(write, self, args);
        },
      });
      Object.defineProperty(stream, 'write', { value, configurable: true });
      return () => {
        if (own) Object.defineProperty(stream, 'write', own);
        else Reflect.deleteProperty(stream, 'write');
      };
    });
    this.#restore = () => undo.forEach((put) => put());
  }
}

/** Listens to all that an app says, and looks for what it may not say. */
export class LogCapture {
  readonly #known: () => Omit<KnownPrivate, 'phones'>;
  readonly #texts = new Map<Channel, number>();
  readonly #streams = new Streams();
  readonly leaks: Leak[] = [];

  /** @param known the secrets that there are by now */
  constructor(known: () => Omit<KnownPrivate, 'phones'>) {
    this.#known = known;
  }

  /** How many texts came that way. */
  texts(channel: Channel): number {
    return this.#texts.get(channel) ?? 0;
  }

  /** The same handler, logCapture. */
  captureFrom(handler: Handler): Handler {
    return async (event) => {
      const { customLogger, method, bundle } = event;
      const phones = phonesIn(Object(bundle)['inputData']);
      const hear = (channel: Channel, text: string): void => {
        this.#hear(channel, text, String(method), phones);
      };
      const log = (message: unknown, data: unknown): void => {
        hear(isConsole(data) ? 'log' : 'core', `${String(message)} ${JSON.stringify(data)}`);
        if (typeof customLogger === 'function') customLogger(message, data);
      };
      const printed: string[] = [];
      const written: string[] = [];
      const stop = this.#streams.listen(written);
      try {
        return await capturingConsole(printed, () => handler({ ...event, customLogger: log }));
      } catch (error) {
        hear('error', textOf(error));
        throw error;
      } finally {
        stop();
        for (const line of written) hear('output', line);
        for (const line of printed) {
          hear('output', line);
          console.log(line);
        }
      }
    };
  }

  #hear(channel: Channel, text: string, method: string, phones: readonly string[]): void {
    this.#texts.set(channel, this.texts(channel) + 1);
    for (const kind of privateDataIn(text, { ...this.#known(), phones })) {
      if (!mayHold(channel, kind)) this.leaks.push({ channel, kind, method });
    }
  }
}
