import { randomUUID } from 'node:crypto';

import { Failure, failureFrom } from './failure.ts';
import { readPointer } from './hydration.ts';
import type { Pointer } from './hydration.ts';
import type { CallBundle, Platform, Trace } from './platform.ts';

/** Zapier keeps what a hydrator gave for the same input this long. */
const HYDRATION_CACHE_MS = 5 * 60_000;

export type AuthData = Readonly<Record<string, unknown>>;

/** One connected account: its tokens, kept fresh as Zapier keeps them. */
export class Connection {
  /** Tells connections apart, as Zapier's own id of a connection does. */
  readonly id = randomUUID();
  readonly platform: Platform;
  #authData: AuthData;
  #refreshing: Promise<void> | undefined;
  readonly #hydrated = new Map<string, { at: number; content: Promise<unknown> }>();

  constructor(platform: Platform, authData: AuthData) {
    this.platform = platform;
    this.#authData = authData;
  }

  /** What Zapier keeps for the connection; a refresh replaces it. */
  get authData(): AuthData {
    return this.#authData;
  }

  /**
   * Calls a method of the app with this connection. When the access token is spent it is renewed
   * once and the call repeated.
   *
   * @throws {Failure} never of kind `refresh`: a token that cannot be renewed needs a new connection
   */
  async call(method: string, bundle: Omit<CallBundle, 'authData'>, trace: Trace): Promise<unknown> {
    const used = this.#authData;
    try {
      return await this.#callWith(used, method, bundle, trace);
    } catch (error) {
      const failure = failureFrom(error);
      if (failure.kind !== 'refresh') throw failure;
      if (this.#authData === used) await this.refresh(trace);
    }
    try {
      return await this.#callWith(this.#authData, method, bundle, trace);
    } catch (error) {
      const failure = failureFrom(error);
      throw failure.kind === 'refresh' ? new Failure('reconnect', failure.message) : failure;
    }
  }

  #callWith(
    authData: AuthData,
    method: string,
    bundle: Omit<CallBundle, 'authData'>,
    trace: Trace,
  ): Promise<unknown> {
    return this.platform.call(method, { ...bundle, authData, connectionId: this.id }, trace);
  }

  /** Renews the tokens; whoever asks meanwhile waits for the same renewal. */
  async refresh(trace: Trace): Promise<void> {
    this.#refreshing ??= this.#renew(trace).finally(() => {
      this.#refreshing = undefined;
    });
    await this.#refreshing;
  }

  async #renew(trace: Trace): Promise<void> {
    const fresh = await this.#callWith(
      this.#authData,
      'authentication.oauth2Config.refreshAccessToken',
      {},
      trace,
    );
    if (typeof fresh === 'object') this.#authData = { ...this.#authData, ...fresh };
  }

  /** The content behind a value that this run signed as a hydration pointer, else the value. */
  async hydrate(value: unknown, trace: Trace): Promise<unknown> {
    const pointer = readPointer(value, this.platform.secret);
    return pointer ? this.#fetchPointer(pointer, trace) : value;
  }

  #fetchPointer({ method, inputData }: Pointer, trace: Trace): Promise<unknown> {
    const key = JSON.stringify([method, inputData]);
    const kept = this.#hydrated.get(key);
    if (kept && Date.now() - kept.at < HYDRATION_CACHE_MS) return kept.content;
    const content = this.call(method, { inputData }, trace);
    this.#hydrated.set(key, { at: Date.now(), content });
    content.catch(() => this.#hydrated.delete(key));
    return content;
  }
}
