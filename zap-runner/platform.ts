import { randomBytes } from 'node:crypto';

import * as z from 'zod/mini';

import { RPC_ENVIRONMENT, ZapierCache, addressOf } from './cache-server.ts';
import { capturingConsole } from './captured-console.ts';
import { definition as definitionSchema } from './definition.ts';
import type { Definition } from './definition.ts';
import { failureFrom } from './failure.ts';
import { Locks } from './locks.ts';

/** The app as Zapier runs it: core's handler, called with one event at a time. */
export type Handler = (event: Record<string, unknown>) => Promise<unknown>;

/** One request that the app sent, from core's own HTTP log. */
export interface RequestRecord {
  method: string;
  url: string;
  /** 0 where no answer came; core's log has no such requests. */
  status: number;
}

/** What calls left behind besides their result. Each call adds to it, also when it fails. */
export interface Trace {
  requests: RequestRecord[];
  /** Lines that the app or core logged. */
  log: string[];
}

export const newTrace = (): Trace => ({ requests: [], log: [] });

/** Moments at which Zapier calls an operation, as `bundle.meta` tells the app. */
export interface Moment {
  isPopulatingDedupe?: boolean;
  isLoadingSample?: boolean;
  isFillingDynamicDropdown?: boolean;
  /** Where a dropdown's "load more" goes on. */
  paging_token?: string | undefined;
  /** For a create that runs because a search found nothing: the key of the search. */
  withSearch?: string;
  /** The `meta` of each input field, by key. */
  inputFields?: Record<string, unknown>;
  /** Which Zap it is; Zapier may say so or not (`@deprecated` in core's types). */
  zap?: { id: string };
}

export interface CallBundle {
  authData?: Readonly<Record<string, unknown>>;
  inputData?: Readonly<Record<string, unknown>>;
  /** The input as mapped, before tokens were replaced. */
  inputDataRaw?: Readonly<Record<string, unknown>>;
  /** The request that came in: an OAuth redirect's, or what a hook was sent. */
  cleanedRequest?: Readonly<Record<string, unknown>>;
  /** Where a hook trigger is to be called. */
  targetUrl?: string;
  /** What the app answered when a hook trigger was switched on. */
  subscribeData?: Readonly<Record<string, unknown>>;
  moment?: Moment;
  /** Tells connections apart, for values that the app caches for one of them. */
  connectionId?: string;
}

export interface PlatformOptions {
  /** Environment of the app, as `zapier-platform env:set` would set it. */
  environment?: Readonly<Record<string, string>>;
  /** Of the Zaps' owner, as an IANA name; UTC by default. */
  timezone?: string;
  /** The clock of `z.cache`, in milliseconds since the epoch. */
  now?: () => number;
}

/** Core's HTTP log; it keeps the query apart from the URL. */
const httpLog = z.object({
  log_type: z.literal('http'),
  request_method: z.string(),
  request_url: z.string(),
  request_params: z.optional(z.string()),
  response_status_code: z.number(),
});

const requestIn = (data: unknown): RequestRecord[] => {
  const { data: http } = httpLog.safeParse(data);
  if (!http) return [];
  const query = http.request_params ? `?${http.request_params}` : '';
  return [
    {
      method: http.request_method,
      url: `${http.request_url}${query}`,
      status: http.response_status_code,
    },
  ];
};

/** How core logs an error that came from work the app did not wait for. */
export const UNCAUGHT = 'Uncaught error: ';

const resultsOf = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && 'results' in answer ? answer.results : undefined;

/** Stands in for Zapier: calls the app by method name, with the event that production sends. */
export class Platform {
  readonly definition: Definition;
  readonly locks = new Locks();
  readonly timezone: string;
  /** Signs this run's hydration pointers; core reads it from the environment of each call. */
  readonly secret = randomBytes(24).toString('base64url');
  readonly #handler: Handler;
  readonly #options: PlatformOptions;
  /** `z.cache`, for as long as this platform lives. */
  readonly cache: ZapierCache;

  constructor(handler: Handler, definition: Definition, options: PlatformOptions) {
    this.#handler = handler;
    this.definition = definition;
    this.#options = options;
    this.timezone = options.timezone ?? 'UTC';
    this.cache = new ZapierCache(options.now ?? Date.now);
  }

  /**
   * Calls one method of the app, such as `triggers.new_contact.operation.perform`.
   *
   * @param trace collects requests and log lines
   * @throws {Failure} with the kind of the error that the app threw
   */
  async call(
    method: string,
    { connectionId = '', ...bundle }: CallBundle,
    trace: Trace,
  ): Promise<unknown> {
    const event = {
      command: 'execute',
      method,
      bundle: this.#bundle(bundle),
      environment: {
        ...this.#options.environment,
        ...RPC_ENVIRONMENT,
        _ZAPIER_ONE_TIME_SECRET: this.secret,
      },
      rpc_base: await addressOf(this.cache, connectionId),
      customLogger: (message: string, data: unknown) => {
        trace.requests.push(...requestIn(data));
        if (message.startsWith(UNCAUGHT)) trace.log.push(message.trimEnd());
      },
    };
    try {
      return resultsOf(await capturingConsole(trace.log, () => this.#handler(event)));
    } catch (error) {
      throw failureFrom(error);
    }
  }

  #bundle({
    moment,
    inputData = {},
    authData = {},
    ...rest
  }: Omit<CallBundle, 'connectionId'>): unknown {
    return {
      inputDataRaw: inputData,
      subscribeData: {},
      targetUrl: '',
      ...rest,
      authData: { ...authData },
      inputData: { ...inputData },
      meta: {
        isLoadingSample: false,
        isFillingDynamicDropdown: false,
        isPopulatingDedupe: false,
        isTestingAuth: false,
        isBulkRead: false,
        limit: -1,
        page: 0,
        timezone: this.timezone,
        inputFields: {},
        ...moment,
      },
    };
  }
}

/**
 * Reads the app's definition through its handler.
 *
 * @throws {Failure} when the app cannot be loaded, or zod's error when what it gives is no definition
 */
export const createPlatform = async (
  handler: Handler,
  options: PlatformOptions = {},
): Promise<Platform> => {
  const printed: string[] = [];
  try {
    const answer = await capturingConsole(printed, () =>
      handler({
        command: 'definition',
        bundle: {},
        environment: options.environment ?? {},
      }),
    );
    return new Platform(handler, definitionSchema.parse(resultsOf(answer)), options);
  } catch (error) {
    throw failureFrom(error);
  }
};
