import { startSandbox } from '../../sandbox/index.ts';
import type { ZapTemplate } from '../../templates/template.ts';
import { connect } from '../connect.ts';
import { createPlatform } from '../platform.ts';
import type { Handler } from '../platform.ts';
import { Account } from './account.ts';
import type { Deed } from './account.ts';
import { inventLeads, randomFrom } from './people.ts';
import type { Session } from './session.ts';

interface SandboxOptions {
  /** Decides who is in the account and what happens there. */
  seed: number;
  /** How many contacts the account holds at first; without it, the sandbox's own choice. */
  contacts?: number;
}

/** The change that makes the template's trigger fire. */
const happenings = (account: Account, template: ZapTemplate, seed: number): Promise<Deed[]> => {
  const howMany = 2 + Math.floor(randomFrom(seed)() * 3);
  return template.steps[0].operation === 'new_contact'
    ? account.addLeads(inventLeads(seed, howMany))
    : account.changeContacts(seed, howMany);
};

/**
 * Starts a sandbox on a free port and connects to it through the app's OAuth. Something happens in
 * its account before the Zap is switched on and before each even poll; before the others nothing
 * does.
 */
export const openSandboxSession = async (
  handler: Handler,
  template: ZapTemplate,
  { seed, contacts }: SandboxOptions,
): Promise<Session> => {
  const sandbox = await startSandbox({
    port: 0,
    seed,
    ...(contacts !== undefined && { contacts }),
  });
  try {
    const [location] = sandbox.locations;
    if (!location) throw new Error('The sandbox has no sub-account.');
    const platform = await createPlatform(handler, {
      environment: {
        GHL_API_BASE_URL: sandbox.url,
        GHL_MARKETPLACE_URL: sandbox.url,
        CLIENT_ID: sandbox.clientId,
        CLIENT_SECRET: sandbox.clientSecret,
      },
    });
    const { access } = template;
    const { connection, label, trace } = await connect(platform, {
      access,
      locationId: location.id,
    });
    const account = new Account({ ...location, url: sandbox.url, locationId: location.id });
    return {
      connection,
      account: [`HighLevel sandbox at ${sandbox.url}`, `seed ${seed}`],
      connected: [label, access === 'write' ? 'read and write' : 'read only'],
      requests: trace.requests.length,
      beforePoll: async (number) =>
        number === 1 || number % 2 === 0 ? happenings(account, template, seed * 100 + number) : [],
      close: () => sandbox.close(),
    };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
};
