import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import * as z from 'zod/mini';

const hookBody = z.looseObject({ type: z.string(), timestamp: z.iso.datetime() });

export type HookBody = z.infer<typeof hookBody>;

/** What is done with a hook; Zapier has said 200 by then. */
type Listener = (body: HookBody) => Promise<void>;

/** The largest hook that Zapier takes, in letters. */
const MOST_LETTERS = 10_000_000;

/**
 * Plays hooks.zapier.com: each Zap that is switched on has an address, every hook is answered with 200
 * before anything is done with it, and with 410 once the Zap is off.
 */
export class HookServer {
  readonly #server: Server;
  readonly #zaps = new Map<string, Listener>();
  /** One hook after another, as they came. */
  #work: Promise<void> = Promise.resolve();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<HookServer> {
    const server = createServer();
    const hooks = new HookServer(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void hooks.#take(request, response);
    });
    await new Promise<void>((listening) => {
      server.listen(0, '127.0.0.1', listening);
    });
    return hooks;
  }

  get origin(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Gives a Zap its address. */
  add(listener: Listener): string {
    const path = `/hooks/standard/1234567/${randomBytes(16).toString('hex')}/`;
    this.#zaps.set(path, listener);
    return `${this.origin}${path}`;
  }

  remove(targetUrl: string): void {
    this.#zaps.delete(new URL(targetUrl).pathname);
  }

  /** Waits until all that came is done. */
  settled(): Promise<void> {
    return this.#work;
  }

  close(): Promise<void> {
    return new Promise((closed) => {
      this.#server.close(() => closed());
      this.#server.closeAllConnections();
    });
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const listener = this.#zaps.get(request.url ?? '');
    const body = parsed(await text(request));
    const status = listener ? (body ? 200 : 400) : 410;
    response.writeHead(status, { 'Content-Type': 'application/json' }).end('{}');
    if (listener && body) this.#work = this.#work.then(() => listener(body));
  }
}

const parsed = (body: string): HookBody | undefined => {
  if (body.length > MOST_LETTERS) return undefined;
  try {
    return hookBody.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
};
