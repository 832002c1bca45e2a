import { authDataOf, environmentOf } from '../../harness/app.ts';
import { definitionOf, sparingHandlerFor } from '../../harness/reduced-app.ts';
import { clock } from '../../lib/ghl/client/clock.ts';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox, SandboxLocation } from '../../sandbox/index.ts';
import type { Definition } from '../../zap-runner/definition.ts';
import { Platform } from '../../zap-runner/platform.ts';

/** The moment of every run, so that a seed means the same dates tomorrow. */
export const NOW = Date.parse('2026-03-02T15:00:00Z');

/** Enough people for dropdowns to have something in them; each has tasks, notes and appointments. */
const CONTACTS = 8;

export type Values = Record<string, unknown>;

/** An app on core's handler, and HighLevel as a sandbox that has no trouble of its own. */
export interface Stage {
  sandbox: Sandbox;
  definition: Definition;
  /** A platform that remembers nothing: what an input leads to may not depend on those before it. */
  newPlatform: () => Platform;
  /** What Zapier keeps of a connection to the first sub-account, with every right. */
  authData: Values;
  /** The same for the other sub-account, which may be read only. */
  foreignAuthData: Values;
  close: () => Promise<void>;
}

const connectionTo = (location: SandboxLocation | undefined): Values => {
  if (!location) throw new Error('The sandbox has no such location.');
  return authDataOf(location);
};

/** Opens a stage on which time stands still until it is closed. */
export const openStage = async (app: unknown): Promise<Stage> => {
  const { now } = clock;
  clock.now = () => NOW;
  const sandbox = await startSandbox({ contacts: CONTACTS, rateLimit: false, now: () => NOW });
  const environment = environmentOf(sandbox);
  const handler = sparingHandlerFor(app);
  const definition = await definitionOf(app);
  return {
    sandbox,
    definition,
    newPlatform: () => new Platform(handler, definition, { environment }),
    authData: connectionTo(sandbox.locations[0]),
    foreignAuthData: connectionTo(sandbox.locations[1]),
    close: async () => {
      clock.now = now;
      await sandbox.close();
    },
  };
};
