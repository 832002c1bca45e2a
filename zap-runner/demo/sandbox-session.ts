import { AREA_LABELS } from '../../lib/ghl/client/scopes.ts';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { accessOf, areaOf } from '../../templates/access.ts';
import type { ZapTemplate } from '../../templates/template.ts';
import { connect } from '../connect.ts';
import { createPlatform } from '../platform.ts';
import type { Handler } from '../platform.ts';
import { Account } from './account.ts';
import { happenBeforePoll, happenBeforeSetup } from './scenarios.ts';
import { randomFrom } from './people.ts';
import type { Session } from './session.ts';

export interface SandboxOptions {
  /** Decides who is in the account and what happens there. */
  seed: number;
  /** How many contacts the account holds at first; without it, the sandbox's own choice. */
  contacts?: number;
  /** Whether some people are odd in the ways that real data is. */
  oddPeople?: boolean;
}

/** A sandbox that is there already, and what the app finds in its environment besides. */
interface Given {
  sandbox?: Sandbox;
  environment?: Readonly<Record<string, string>>;
}

/** The sandbox of a session. */
export const sandboxFor = ({ seed, contacts, oddPeople = false }: SandboxOptions) => ({
  port: 0,
  seed,
  oddPeople,
  ...(contacts !== undefined && { contacts }),
});

/** Two to four people do something before a poll. */
const doersOf = (seed: number, poll: number) => {
  const own = seed * 100 + poll;
  return { seed: own, howMany: 2 + Math.floor(randomFrom(own)() * 3) };
};

/**
 * Starts a sandbox on a free port and connects to it through the app's OAuth. Something happens in
 * its account before the Zap is switched on and before each even poll; before the others nothing
 * does.
 */
export const openSandboxSession = async (
  handler: Handler,
  template: ZapTemplate,
  { sandbox: given, environment = {}, ...options }: SandboxOptions & Given,
): Promise<Session & { readonly sandbox: Sandbox }> => {
  const { seed } = options;
  const sandbox = given ?? (await startSandbox(sandboxFor(options)));
  try {
    const [location] = sandbox.locations;
    if (!location) throw new Error('The sandbox has no sub-account.');
    const platform = await createPlatform(handler, {
      environment: {
        GHL_API_BASE_URL: sandbox.url,
        GHL_MARKETPLACE_URL: sandbox.url,
        CLIENT_ID: sandbox.clientId,
        CLIENT_SECRET: sandbox.clientSecret,
        ...environment,
      },
      timezone: location.timezone,
    });
    const access = accessOf(template);
    const area = areaOf(template);
    const { connection, label, trace } = await connect(platform, {
      access,
      scopes: area,
      locationId: location.id,
    });
    const account = new Account({
      ...location,
      url: sandbox.url,
      world: sandbox.world,
      locationId: location.id,
    });
    const earlier = await happenBeforeSetup(account, template, doersOf(seed, 0));
    return {
      connection,
      sandbox,
      account: [`HighLevel sandbox at ${sandbox.url}`, `seed ${seed}`],
      connected: [label, access === 'write' ? 'read and write' : 'read only', AREA_LABELS[area]],
      requests: trace.requests.length,
      beforePoll: async (number, zap) => {
        const isBusy = number === 1 || number % 2 === 0;
        const activities = isBusy
          ? await happenBeforePoll(account, zap, doersOf(seed, number))
          : [];
        return number === 1 ? [...earlier, ...activities] : activities;
      },
      close: () => sandbox.close(),
    };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
};
