import { createHash, randomUUID } from 'node:crypto';

import type { ZObject } from 'zapier-platform-core';

import { clock } from '../../ghl/client/clock.ts';
import { createLog } from '../../ghl/client/log.ts';

/** Longer than a token request may take. */
const CLAIM_MS = 30_000;

interface Claim {
  by: string;
  /** Milliseconds since the epoch. */
  until: number;
}

/**
 * Claims the renewal of a connection. A refresh token works once: of two steps that would renew the
 * same connection at the same time, the later one would be told that the connection is lost, although
 * the other one has just renewed it.
 *
 * Without a cache everybody may.
 *
 * @returns whether this step is to renew it; otherwise another one does right now
 */
export const acquireRefreshLock = async (
  z: ZObject,
  { refresh_token: token = '', locationId }: Readonly<Record<string, string>>,
): Promise<boolean> => {
  const now = clock.now();
  const key = `renewal:${createHash('sha256').update(token).digest('base64url')}`;
  const mine: Claim = { by: randomUUID(), until: now + CLAIM_MS };
  try {
    // Only if nobody did before; read back, since what the call answers then is documented nowhere.
    await z.cache.set(key, mine, CLAIM_MS / 1_000, undefined, true);
    const claim: Claim | null = await z.cache.get(key);
    return claim === null || claim.by === mine.by || claim.until <= now;
  } catch {
    createLog(z.console, locationId)('cache.unavailable', { name: 'renewal' });
    return true;
  }
};
