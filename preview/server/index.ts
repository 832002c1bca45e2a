/** The editor's preview: a page on this machine, and what it asks of the app. */
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type * as z from 'zod/mini';

import type { Sandbox } from '../../sandbox/index.ts';
import { Failure } from '../../zap-runner/failure.ts';
import type { Handler } from '../../zap-runner/platform.ts';
import { api } from '../protocol.ts';
import { openLiveAccount, openSandboxAccount } from './account.ts';
import type { SandboxChoices } from './account.ts';
import { bundlePage } from './page.ts';
import { showFailure } from './show.ts';
import { during } from './failure-modes.ts';

export interface PreviewOptions extends SandboxChoices {
  handler: Handler;
  /** 0 for any free one. */
  port: number;
  /** Uses the connection that this environment holds instead of a sandbox. */
  live?: Readonly<Record<string, string | undefined>>;
}

export interface Preview {
  readonly url: string;
  /** The sandbox that is looked at; a reset starts another one. */
  readonly sandbox: Sandbox | undefined;
  close: () => Promise<void>;
}

/**
 * Another site that is open in the browser must not drive the account: its requests name a foreign
 * `Host` (DNS rebinding) or a foreign `Origin`.
 */
const ownPageOnly: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host') ?? '';
  const origin = c.req.header('origin') ?? `http://${host}`;
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host) || origin !== `http://${host}`) {
    return c.text('Only the page of this server may ask.', 403);
  }
  return next();
};

/** Starts the preview on 127.0.0.1; it lives until `close`. */
export const startPreview = async (options: PreviewOptions): Promise<Preview> => {
  const { handler, port, live, ...choices } = options;
  const [page, opened] = await Promise.all([
    bundlePage(),
    live ? openLiveAccount(handler, live) : openSandboxAccount(handler, choices),
  ]);
  let account = opened;

  const app = new Hono();
  app.use(
    ownPageOnly,
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      strictTransportSecurity: false,
    }),
  );
  for (const [path, { type, content }] of page) {
    app.get(path, (c) =>
      c.body(content, 200, { 'Content-Type': type, 'Cache-Control': 'no-store' }),
    );
  }

  /** Serves one route of the protocol. */
  const serve = <Asked extends z.ZodMiniType, Answered extends z.ZodMiniType>(
    { path, body }: { path: string; body: Asked; answer: Answered },
    answer: (asked: z.output<Asked>) => z.input<Answered> | Promise<z.input<Answered>>,
  ): void => {
    app.post(path, async (c) => {
      const asked = body.safeParse(await c.req.json());
      if (!asked.success) return c.text('The page asked for something unknown.', 400);
      return c.json(await answer(asked.data));
    });
  };

  serve(api.app, () => ({
    version: account.editor.version,
    account: account.view(),
    connectionFields: account.editor.connectionFields(),
    operations: account.editor.operations(),
    templates: account.zaps.list(),
  }));
  serve(api.connect, async (wanted) => {
    try {
      await account.connect(wanted);
      return { account: account.view() };
    } catch (error) {
      return { failure: showFailure(error) };
    }
  });
  serve(api.reset, async ({ seed }) => {
    if (live) throw new Failure('error', 'A real account cannot be reset.');
    const before = account;
    account = await openSandboxAccount(handler, { ...choices, seed });
    await before.close();
    return account.view();
  });
  serve(api.fields, (asked) => account.editor.fields(asked));
  serve(api.choices, (asked) => account.editor.choices(asked));
  serve(api.openZap, (asked) => account.zaps.open(asked));
  serve(api.playZap, (asked) => account.zaps.play(asked));
  serve(api.nextStep, (asked) => account.zaps.next(asked));
  serve(api.dashboard, () => account.dashboard());
  serve(api.run, (asked) =>
    account.editor.run(asked, (work) => during(asked.failureMode, account.sandbox, work)),
  );
  app.onError((error, c) => c.text(error.message, 500));

  const server = createAdaptorServer({ fetch: app.fetch });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    await account.close();
    throw error;
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');

  return {
    url: `http://127.0.0.1:${address.port}`,
    get sandbox() {
      return account.sandbox;
    },
    close: async () => {
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      await account.close();
    },
  };
};
