import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import * as z from 'zod/mini';

const hookBody = z.strictObject({
  subscriptionId: z.string(),
  type: z.string(),
  locationId: z.string(),
  recordId: z.optional(z.string()),
  contactId: z.optional(z.string()),
  webhookId: z.optional(z.string()),
  since: z.optional(z.iso.datetime()),
  until: z.optional(z.iso.datetime()),
  deliveryId: z.string(),
  timestamp: z.iso.datetime(),
  attempt: z.number(),
});

type HookBody = z.infer<typeof hookBody>;

export interface Hook {
  path: string;
  body: HookBody;
}

/** What a hook answers: a status, with headers; nothing for silence. */
export type HookAnswer = { status: number; headers?: Record<string, string> } | undefined;

/** Plays hooks.zapier.com: takes what it is sent, and answers as it is told. */
export class ZapierHooks {
  readonly received: Hook[] = [];
  answer: (hook: Hook) => HookAnswer = () => ({ status: 200 });
  /** What it waits for before it answers. */
  before: () => Promise<void> = () => Promise.resolve();
  readonly #server: Server;
  #waiting: { count: number; resolve: () => void }[] = [];

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<ZapierHooks> {
    const server = createServer({ keepAliveTimeout: 60_000 });
    const hooks = new ZapierHooks(server);
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
    if (address === null || typeof address === 'string') throw new Error('No port.');
    return `http://127.0.0.1:${address.port}`;
  }

  /** The address of a Zap's hook. */
  target(zap: string, user = '1234567'): string {
    return `${this.origin}/hooks/standard/${user}/${zap}/`;
  }

  /** Waits until so many hooks have come in. */
  come(count: number): Promise<void> {
    if (this.received.length >= count) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push({ count, resolve });
    });
  }

  close(): Promise<void> {
    return new Promise((closed) => {
      this.#server.close(() => closed());
      this.#server.closeAllConnections();
    });
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = hookBody.parse(JSON.parse(await text(request)));
    const hook = { path: request.url ?? '', body };
    this.received.push(hook);
    for (const { count, resolve } of this.#waiting) if (this.received.length >= count) resolve();
    const answer = this.answer(hook);
    await this.before();
    if (answer) response.writeHead(answer.status, answer.headers).end('{"status":"success"}');
  }
}
