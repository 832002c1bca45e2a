/**
 * HighLevel on this machine: a stateful emulator of the parts of its API that the app uses, for
 * trying things safely and for tests. It shares no code with the app.
 */
import type { AddressInfo } from 'node:net';

import { createAdaptorServer } from '@hono/node-server';

import { Faults } from './faults/faults.ts';
import type { Fault } from './faults/faults.ts';
import { RateLimits } from './limits.ts';
import { NO_ODDITIES } from './oddities.ts';
import type { Oddities } from './oddities.ts';
import type { RecordedRequest } from './recording.ts';
import { AGENCY_SCOPES, ALL_READ, SCOPES } from './scopes.ts';
import { addOddRecords } from './seed/oddities.ts';
import { seedWorld } from './seed/world.ts';
import { createServerApp } from './server.ts';
import { Tokens } from './tokens.ts';
import { Webhooks } from './webhooks/webhooks.ts';
import { World } from './world.ts';
import type { OpportunitySearchOrder, SubmissionOrder, TaskSearchOrder, Touches } from './world.ts';

export type { RecordedRequest } from './recording.ts';
export type { Fault } from './faults/faults.ts';

export interface SandboxOptions {
  /** 0 for any free one. */
  port?: number;
  /** Which people are there. */
  seed?: number;
  /** Contacts in the first location, up to 100 000. */
  contacts?: number;
  /** Whether some of them are odd in the ways that real data is. Default: they are. */
  oddPeople?: boolean;
  /** How far search of contacts, of tasks and of opportunities is behind writes. */
  searchLagMs?: number;
  /** Whether the first location takes two contacts with one email or phone. Default: it refuses. */
  allowDuplicateContact?: boolean;
  /** Whether the first location takes two opportunities of one contact in one pipeline. Default: it does. */
  allowDuplicateOpportunity?: boolean;
  /** Whether the limits of 100 requests in 10 s and 200 000 a day hold. */
  rateLimit?: boolean;
  /** The sandbox's clock, in milliseconds since the epoch. */
  now?: () => number;
  /** Whether a contact's new tag, note or task moves its `dateUpdated`. Default: a tag does. */
  contactTouchedBy?: Partial<Touches>;
  /** Whether a token holds just the scopes that were asked for (default), or all of the app's. */
  grantsSubset?: boolean;
  /** Whether two connections of one location live side by side (default), or the last one only. */
  connectionsSideBySide?: boolean;
  /** Whether only the client key that a connection was made with can renew it (default), or any. */
  renewsWithOwnKeyOnly?: boolean;
  /** Default: the oldest task first. */
  taskSearchOrder?: TaskSearchOrder;
  /** Default: the order that is asked for. */
  opportunitySearchOrder?: OpportunitySearchOrder;
  /** Whether an empty text takes the assigned user from an opportunity. Default: it does. */
  unassignsOpportunities?: boolean;
  /** Default: the newest submission first. */
  submissionOrder?: SubmissionOrder;
  /** What HighLevel does in some sub-accounts only. Default: none of it. */
  oddities?: Partial<Oddities>;
  /** Where HighLevel's webhooks go. Default: nowhere. */
  webhooksUrl?: string;
  /**
   * Called whenever a fault leaves a client without an answer, or without the rest of it: for a clock
   * that is held.
   */
  onSilence?: () => void;
}

export interface SandboxLocation {
  id: string;
  name: string;
  companyId: string;
  userId: string;
  timezone: string;
  country: string;
  accessToken: string;
  refreshToken: string;
  scopes: string[];
}

export interface Sandbox {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The first has a token for everything, the second one that may only read. */
  readonly locations: readonly SandboxLocation[];
  /** HighLevel's webhooks, sent where `webhooksUrl` or `webhooks.sendTo` says. */
  readonly webhooks: Webhooks;
  /** The agency's own token, which gets tokens of every location and reads nothing itself. */
  readonly agencyToken: string;
  readonly requests: readonly RecordedRequest[];
  /** API requests that changed something. */
  readonly writes: number;
  readonly world: World;
  readonly limits: RateLimits;
  clearRequests: () => void;
  addFault: (fault: Fault) => void;
  clearFaults: () => void;
  /** Switches oddities on or off from now on; records that one has added stay until `reset`. */
  setOddities: (changes: Partial<Oddities>) => void;
  /** How many requests met a fault since faults were cleared. */
  readonly faultsInjected: number;
  /** Every token that was ever given out. */
  readonly tokensGiven: ReadonlySet<string>;
  /** Every code that the consent page ever gave out. */
  readonly codesGiven: ReadonlySet<string>;
  revokeToken: (token: string) => void;
  /** The keys of the app, secrets by id; the first is `clientId` with `clientSecret`. */
  readonly clientKeys: Map<string, string>;
  expireAccessTokens: () => void;
  /** Back to the seeded people; tokens stay as they are. */
  reset: () => void;
  close: () => Promise<void>;
}

const CLIENT_ID = 'sandbox-client';
const CLIENT_SECRET = 'sandbox-client-secret';
const DEFAULT_CONTACTS = 40;

/** Starts a sandbox; it lives until `close`. */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const now = options.now ?? Date.now;
  const world = new World(now, {
    touches: { tag: true, note: false, task: false, ...options.contactTouchedBy },
    taskSearchOrder: options.taskSearchOrder ?? 'oldestFirst',
    opportunitySearchOrder: options.opportunitySearchOrder ?? 'asked',
    unassignsOpportunities: options.unassignsOpportunities ?? true,
    submissionOrder: options.submissionOrder ?? 'newestFirst',
    oddities: { ...NO_ODDITIES, ...options.oddities },
  });
  const seeding = {
    seed: options.seed ?? 1,
    contacts: options.contacts ?? DEFAULT_CONTACTS,
    searchLagMs: options.searchLagMs ?? 0,
    allowDuplicateContact: options.allowDuplicateContact ?? false,
    allowDuplicateOpportunity: options.allowDuplicateOpportunity ?? true,
    oddPeople: options.oddPeople ?? true,
  };
  const { companyId, userId } = seedWorld(world, seeding);
  addOddRecords(world, world.oddities);
  const tokens = new Tokens(now);
  const faults = new Faults();
  const limits = new RateLimits(now, options.rateLimit ?? true);
  const requests: RecordedRequest[] = [];
  const webhooks = new Webhooks(now);
  /** Of what happens from now on: nobody is told of those who were there before. */
  const watch = (): void => {
    for (const location of world.locations.values()) {
      location.onChange = (change) => webhooks.tell(location.id, change);
    }
  };
  watch();
  if (options.webhooksUrl !== undefined) webhooks.sendTo(options.webhooksUrl);
  const oauth = {
    world,
    tokens,
    clientKeys: new Map([[CLIENT_ID, CLIENT_SECRET]]),
    renewsWithOwnKeyOnly: options.renewsWithOwnKeyOnly ?? true,
    companyId,
    userId,
    grantsSubset: options.grantsSubset ?? true,
    connectionsSideBySide: options.connectionsSideBySide ?? true,
  };
  const reset = (): void => {
    world.locations.clear();
    seedWorld(world, seeding);
    addOddRecords(world, world.oddities);
    watch();
    world.writes = 0;
    faults.clear();
    limits.reset();
    requests.length = 0;
  };
  const setOddities = (changes: Partial<Oddities>): void => {
    const fresh = Object.entries(changes).filter(
      ([name, value]) => value !== Reflect.get(world.oddities, name),
    );
    Object.assign(world.oddities, changes);
    addOddRecords(world, Object.fromEntries(fresh));
  };
  const onSilence = options.onSilence ?? (() => undefined);
  const app = createServerApp({
    world,
    tokens,
    faults,
    limits,
    requests,
    oauth,
    reset,
    setOddities,
    onSilence,
  });
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });

  const locations = [...world.locations.values()].map((location, index): SandboxLocation => {
    const scopes = index === 0 ? Object.keys(SCOPES) : ALL_READ;
    const { accessToken, refreshToken } = tokens.give({
      companyId,
      locationId: location.id,
      userId,
      scopes,
      clientId: CLIENT_ID,
    });
    const { id, name, timezone, country } = location;
    return { id, name, companyId, userId, timezone, country, accessToken, refreshToken, scopes };
  });

  const agency = tokens.give({
    companyId,
    approvedLocations: locations.map(({ id }) => id),
    userId,
    scopes: [...Object.keys(SCOPES), ...Object.keys(AGENCY_SCOPES)],
    clientId: CLIENT_ID,
  });

  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    locations,
    agencyToken: agency.accessToken,
    webhooks,
    requests,
    get writes() {
      return world.writes;
    },
    world,
    limits,
    clearRequests: () => {
      requests.length = 0;
    },
    addFault: (fault) => {
      faults.add(fault);
    },
    clearFaults: () => {
      faults.clear();
    },
    setOddities,
    get faultsInjected() {
      return faults.injected;
    },
    clientKeys: oauth.clientKeys,
    tokensGiven: tokens.given,
    codesGiven: tokens.codesGiven,
    revokeToken: (token) => {
      tokens.revoke(token);
    },
    expireAccessTokens: () => {
      tokens.expireAccess();
    },
    reset,
    close: () => {
      webhooks.stop();
      return new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        // A request that a fault holds open would keep the server alive.
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
    },
  };
};

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
};
