import { createHash, randomUUID } from 'node:crypto';

import type { ZObject } from 'zapier-platform-core';

import { clock } from '../../ghl/client/clock.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { createLog } from '../../ghl/client/log.ts';
import type { Log } from '../../ghl/client/log.ts';

/** Longer than a token request may take. */
const CLAIM_MS = 30_000;

interface Claim {
  by: string;
  /** Milliseconds since the epoch. */
  until: number;
}

/**
 * Renews a connection alone. A refresh token works once: of two steps that would renew the same
 * connection at the same time, the later one would be told that the connection is lost, although the
 * other one has just renewed it.
 *
 * What was renewed, or may have been, stays claimed until other steps have the new tokens; where
 * HighLevel refused, nobody is renewing anything, and the next step may try at once.
 *
 * Without a cache everybody may.
 *
 * @throws {GhlError} `being_renewed` where another step renews it right now
 */
export const withRefreshLock = async <T>(
  z: ZObject,
  { refresh_token: token = '', locationId }: Readonly<Record<string, string>>,
  renew: () => Promise<T>,
): Promise<T> => {
  const key = `renewal:${createHash('sha256').update(token).digest('base64url')}`;
  const by = randomUUID();
  const log = createLog(z.console, locationId);
  if (!(await isMine(z, key, by, log))) throw GhlError.beingRenewed();
  try {
    return await renew();
  } catch (error) {
    if (isRefusal(error)) await giveBack(z, key, by, log);
    throw error;
  }
};

const isMine = async (z: ZObject, key: string, by: string, log: Log): Promise<boolean> => {
  const now = clock.now();
  const mine: Claim = { by, until: now + CLAIM_MS };
  try {
    // Only if nobody did before; read back, since what the call answers then is documented nowhere.
    await z.cache.set(key, mine, CLAIM_MS / 1_000, undefined, true);
    const claim: Claim | null = await z.cache.get(key);
    return claim === null || claim.by === by || claim.until <= now;
  } catch {
    log('cache.unavailable', { name: 'renewal' });
    return true;
  }
};

/** An answer that leaves no doubt; after a time-out or a 5xx the token may be used up. */
const isRefusal = (error: unknown): boolean => {
  if (!(error instanceof GhlError)) return false;
  const { status = 0 } = error.details;
  return error.kind === 'reconnect' || (status >= 400 && status < 500);
};

const giveBack = async (z: ZObject, key: string, by: string, log: Log): Promise<void> => {
  try {
    const claim: Claim | null = await z.cache.get(key);
    if (claim?.by === by) await z.cache.delete(key);
  } catch {
    log('cache.unavailable', { name: 'renewal' });
  }
};
