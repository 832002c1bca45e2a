import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import * as z from 'zod/mini';

/** How `z.cache` can fail: the answer says so, or Zapier's RPC is out of order. */
export type CacheFailure = 'refuses' | 'down';

interface Entry {
  /** JSON, as core sends it. */
  value: string;
  expiresAt: number;
}

const scope = z.nullish(z.array(z.enum(['user', 'auth'])));

/** What core posts for a method of `z.cache`. */
const cacheCall = z.discriminatedUnion('method', [
  z.object({ method: z.literal('zcache_get'), params: z.tuple([z.string(), scope]) }),
  z.object({
    method: z.literal('zcache_set'),
    /** Key, value, seconds that it lives, scope, and whether only where nothing is (`nx`). */
    params: z.tuple([z.string(), z.string(), z.nullish(z.int()), scope, z.nullish(z.boolean())]),
  }),
  z.object({ method: z.literal('zcache_delete'), params: z.tuple([z.string(), scope]) }),
]);
type CacheCall = z.infer<typeof cacheCall>;

/**
 * What an app keeps in `z.cache`, as Zapier keeps it: with `nx`, ttl and scope, which core's own mock
 * ignores. How long a value without ttl lives is nowhere public; here it stays.
 */
export class ZapierCache {
  /** Set to have every use of the cache fail from now on. */
  failure: CacheFailure | undefined;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();

  /** @param now milliseconds since the epoch, which a ttl counts from */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Forgets values early, as a cache may at any time.
   *
   * @param key all of them when left out
   */
  evict(key?: string): void {
    if (key === undefined) this.#entries.clear();
    for (const name of this.#entries.keys()) {
      if (JSON.parse(name)[0] === key) this.#entries.delete(name);
    }
  }

  /** Holds from now on what another cache holds, and nothing else. */
  copy(other: ZapierCache): void {
    this.#entries.clear();
    for (const [name, entry] of other.#entries) this.#entries.set(name, entry);
  }

  /**
   * Carries out one call.
   *
   * @param owner the connection that the app was called with, for scope `auth`
   */
  answer({ method, params }: CacheCall, owner: string): string | boolean | null {
    if (method !== 'zcache_set') {
      const name = nameOf(params[0], params[1], owner);
      return method === 'zcache_get' ? (this.#read(name) ?? null) : this.#entries.delete(name);
    }
    const [key, value, seconds, scopes, onlyIfAbsent] = params;
    const name = nameOf(key, scopes, owner);
    if (onlyIfAbsent && this.#read(name) !== undefined) return false;
    const expiresAt = this.#now() + (seconds ?? Number.POSITIVE_INFINITY) * 1000;
    this.#entries.set(name, { value, expiresAt });
    return true;
  }

  #read(name: string): string | undefined {
    const entry = this.#entries.get(name);
    if (entry && entry.expiresAt > this.#now()) return entry.value;
    this.#entries.delete(name);
    return undefined;
  }
}

/** One platform is one user's, so that scope `user` only keeps a key apart from the app's own. */
const nameOf = (key: string, scopes: z.infer<typeof scope>, owner: string): string =>
  JSON.stringify([key, scopes?.includes('user') ?? false, scopes?.includes('auth') ? owner : '']);

/** The caches of this process by the secret that opens them; each lives as long as its platform. */
const caches = new Map<string, WeakRef<ZapierCache>>();
const secrets = new WeakMap<ZapierCache, string>();

const secretOf = (cache: ZapierCache): string => {
  const secret = secrets.get(cache) ?? randomBytes(16).toString('hex');
  secrets.set(cache, secret);
  caches.set(secret, new WeakRef(cache));
  return secret;
};

let server: Promise<string> | undefined;

/**
 * Serves a cache to core over its own RPC, on a port of this machine that all caches of the process
 * share and that does not keep the process alive.
 *
 * @param owner tells connections apart
 * @returns the `rpc_base` of core's event; whoever knows it may use the cache
 */
export const addressOf = async (cache: ZapierCache, owner: string): Promise<string> => {
  server ??= listen();
  return `${await server}/${secretOf(cache)}/${encodeURIComponent(owner)}`;
};

/**
 * Environment with which core uses its RPC. It wants a key or else the event's `token`, with which
 * it would also send its log to Zapier.
 */
export const RPC_ENVIRONMENT = { ZAPIER_DEPLOY_KEY: 'of-no-use-but-here' } as const;

const listen = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const listening = createServer((request, response) => {
      respond(request, response).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined);
      });
    });
    listening.keepAliveTimeout = 0;
    listening.unref();
    listening.on('connection', (socket) => socket.unref());
    listening.once('error', reject);
    listening.listen(0, '127.0.0.1', () => {
      const address = listening.address();
      if (typeof address === 'object' && address) resolve(`http://127.0.0.1:${address.port}`);
      else reject(new Error('The cache has no port.'));
    });
  });

const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const send = (status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const { id, method, params }: { id?: unknown; method?: unknown; params?: unknown } = Object(
    JSON.parse(await text(request)),
  );
  const [, secret = '', owner = ''] = (request.url ?? '').split('/');
  const cache = caches.get(secret)?.deref();
  if (!cache) return send(401, { id, error: 'No such cache' });
  if (cache.failure === 'down') return send(503, { id, error: 'Out of order' });
  if (cache.failure === 'refuses') return send(200, { id, error: 'The cache is not available' });
  const call = cacheCall.safeParse({ method, params });
  if (!call.success) return send(200, { id, error: `Not a call of z.cache: ${String(method)}` });
  return send(200, { id, result: cache.answer(call.data, owner) });
};
