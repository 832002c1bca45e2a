import { clock } from '../../lib/ghl/client/clock.ts';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox, SandboxLocation } from '../../sandbox/index.ts';
import type { Definition } from '../../zap-runner/definition.ts';
import { handlerFor } from '../../zap-runner/handler.ts';
import { Platform, createPlatform } from '../../zap-runner/platform.ts';

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

const authDataOf = (location: SandboxLocation | undefined): Values => {
  if (!location) throw new Error('The sandbox has no such location.');
  return {
    access_token: location.accessToken,
    refresh_token: location.refreshToken,
    locationId: location.id,
    companyId: location.companyId,
    userId: location.userId,
    scope: location.scopes.join(' '),
  };
};

/** Opens a stage on which time stands still until it is closed. */
export const openStage = async (app: unknown): Promise<Stage> => {
  const { now } = clock;
  clock.now = () => NOW;
  const sandbox = await startSandbox({ contacts: CONTACTS, rateLimit: false, now: () => NOW });
  const environment = {
    GHL_API_BASE_URL: sandbox.url,
    GHL_MARKETPLACE_URL: sandbox.url,
    CLIENT_ID: sandbox.clientId,
    CLIENT_SECRET: sandbox.clientSecret,
  };
  const handler = await handlerFor(app);
  const { definition } = await createPlatform(handler, { environment });
  return {
    sandbox,
    definition,
    newPlatform: () => new Platform(handler, definition, { environment }),
    authData: authDataOf(sandbox.locations[0]),
    foreignAuthData: authDataOf(sandbox.locations[1]),
    close: async () => {
      clock.now = now;
      await sandbox.close();
    },
  };
};
