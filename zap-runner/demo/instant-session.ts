import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { readPublicKeys } from '../../relay/http/signatures.ts';
import { startRelay } from '../../relay/index.ts';
import { startSandbox } from '../../sandbox/index.ts';
import { bundleApp } from '../../scripts/bundle.ts';
import type { ZapTemplate } from '../../templates/template.ts';
import { loadHandler } from '../handler.ts';
import { HookServer } from '../hook-server.ts';
import { openSandboxSession, sandboxFor } from './sandbox-session.ts';
import type { SandboxOptions } from './sandbox-session.ts';
import type { Session } from './session.ts';

/** A session in which hooks come, and nothing is polled. */
export interface InstantSession extends Session {
  hooks: HookServer;
  relayUrl: string;
  /** Waits until nothing is on its way from HighLevel to a Zap any more. */
  settled: () => Promise<void>;
}

/** Inside the project, so that the bundle finds core. */
const BUILDS = resolve(import.meta.dirname, '../../build');

/**
 * Starts all that stands between HighLevel and a Zap, on this machine: a sandbox that sends webhooks, a
 * relay, hooks.zapier.com, and the app as a build with that relay makes it.
 */
export const openInstantSession = async (
  template: ZapTemplate,
  options: SandboxOptions,
): Promise<InstantSession> => {
  await mkdir(BUILDS, { recursive: true });
  const folder = await mkdtemp(join(BUILDS, 'instant-'));
  const hooks = await HookServer.open();
  const sandbox = await startSandbox(sandboxFor(options));
  const secret = randomBytes(32).toString('hex');
  const relay = await startRelay({
    host: '127.0.0.1',
    port: 0,
    dataDir: join(folder, 'relay'),
    secrets: [secret],
    publicKeys: readPublicKeys(sandbox.webhooks.publicKey),
    hookOrigin: hooks.origin,
    log: () => undefined,
  });
  const close = async (): Promise<void> => {
    await sandbox.close();
    await relay.close();
    await hooks.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    sandbox.webhooks.sendTo(`${relay.url}/webhooks/highlevel`);
    await bundleApp('index.ts', join(folder, 'app'), relay.url);
    const handler = await loadHandler(join(folder, 'app/index.js'));
    const session = await openSandboxSession(handler, template, {
      ...options,
      sandbox,
      environment: { RELAY_SECRET: secret },
    });
    return {
      ...session,
      account: [...session.account, `relay at ${relay.url}`],
      hooks,
      relayUrl: relay.url,
      settled: async () => {
        await sandbox.webhooks.settled();
        await relay.idle();
        await hooks.settled();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
