import { MINUTE, SECOND } from '../clock.ts';
import type { Delivery } from './delivery.ts';

/** So many at once, and then one each `everyMs`. */
interface Limit {
  burst: number;
  everyMs: number;
}

/** Each delivery costs requests of HighLevel's 100 in 10 s, which the steps of Zaps need too. */
const SUB_ACCOUNT: Limit = { burst: 20, everyMs: SECOND / 2 };

/** Zapier takes 30 a second. */
const TARGET: Limit = { burst: 20, everyMs: SECOND / 20 };

/** Zapier takes 10,000 in 5 minutes: at most 8,000 of ours fall into any. */
const ZAPIER_USER: Limit = { burst: 2_000, everyMs: SECOND / 20 };

/** A moment that was kept for a delivery is lost when the relay was late for it by more than this. */
const TURN_LASTS_MS = MINUTE;

/** The one who owns the Zap: the number in `/hooks/standard/<user>/<zap>`. */
const userOf = (targetUrl: string): string => {
  const parts = new URL(targetUrl).pathname.split('/').filter((part) => part !== '');
  return parts.find((part) => /^\d+$/.test(part)) ?? parts[0] ?? '';
};

interface Named {
  key: string;
  limit: Limit;
}

const limitsOf = (delivery: Delivery, targetUrl: string): readonly Named[] => [
  { key: `location ${delivery.locationId}`, limit: SUB_ACCOUNT },
  { key: `target ${targetUrl}`, limit: TARGET },
  { key: `user ${userOf(targetUrl)}`, limit: ZAPIER_USER },
];

/** The names under which a delivery is counted. */
export const paceKeys = (delivery: Delivery, targetUrl: string): string[] =>
  limitsOf(delivery, targetUrl).map(({ key }) => key);

export type Turn = { goes: true } | { goes: false; passed: number; at: number };

/**
 * Whether a delivery may go now, and if not, when its turn comes: that moment is kept for it. The limits
 * are counted one after another, each when the delivery is about to go as far as the one before it
 * knows, so that a busy sub-account takes no turn away from its neighbours.
 *
 * @param freeAt by key, when all that was counted so far would be evenly spread and over (the generic
 *   cell rate algorithm of ATM networks); it is moved on
 */
export const takeTurn = (
  delivery: Delivery,
  targetUrl: string,
  freeAt: Map<string, number>,
  now: number,
): Turn => {
  const { turn } = delivery;
  const kept = turn !== undefined && now - turn.at <= TURN_LASTS_MS ? turn.passed : 0;
  const limits = limitsOf(delivery, targetUrl);
  for (const [index, { key, limit }] of limits.entries()) {
    if (index < kept) continue;
    const taken = Math.max(freeAt.get(key) ?? 0, now);
    freeAt.set(key, taken + limit.everyMs);
    const at = taken - (limit.burst - 1) * limit.everyMs;
    if (at > now) return { goes: false, passed: index + 1, at };
  }
  return { goes: true };
};
