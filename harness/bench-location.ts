import { startSandbox } from '../sandbox/index.ts';
import type { Sandbox } from '../sandbox/index.ts';

export interface Location {
  sandbox: Sandbox;
  /** What Zapier sends for a live poll of New Contact. */
  poll: PollEvent;
}

/** An event as Lambda gets it. */
export interface PollEvent {
  [part: string]: unknown;
  /** Zapier's cache, in memory. */
  zcacheTestObj: Record<string, unknown>;
}

export interface LocationOptions {
  /** Contacts that were there long before. */
  contacts?: number;
  /** Contacts that came in within the last hour. */
  newContacts?: number;
  /** What each request takes. */
  latencyMs?: number;
}

/** HighLevel on this machine with one sub-account; its limits of requests do not hold. */
export const openLocation = async ({
  contacts = 0,
  newContacts = 0,
  latencyMs = 0,
}: LocationOptions): Promise<Location> => {
  const sandbox = await startSandbox({
    contacts: contacts + newContacts,
    rateLimit: false,
  });
  const [location] = sandbox.locations;
  if (!location) throw new Error('The sandbox has no location.');
  makeNew(sandbox, location.id, newContacts);
  if (latencyMs > 0) sandbox.addFault({ kind: 'latency', latencyMs });
  return {
    sandbox,
    poll: {
      command: 'execute',
      method: 'triggers.new_contact.operation.perform',
      environment: { GHL_API_BASE_URL: sandbox.url },
      zcacheTestObj: {},
      bundle: {
        authData: {
          access_token: location.accessToken,
          locationId: location.id,
          companyId: location.companyId,
          scope: location.scopes.join(' '),
        },
        inputData: {},
        meta: { isLoadingSample: false, isPopulatingDedupe: false, page: 0, limit: -1 },
      },
    },
  };
};

const HOUR_MS = 3_600_000;

/** Moves the youngest contacts of a location into the last hour. */
const makeNew = (sandbox: Sandbox, locationId: string, count: number): void => {
  if (count === 0) return;
  const { world } = sandbox;
  const people = [...world.location(locationId).contacts.values()].slice(-count);
  const now = Date.now();
  for (const [index, contact] of people.entries()) {
    const dateAdded = new Date(now - HOUR_MS + (HOUR_MS * index) / count).toISOString();
    world.changeContact(locationId, contact.id, { dateAdded, dateUpdated: dateAdded });
  }
};
