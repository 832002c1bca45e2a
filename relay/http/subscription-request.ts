import type { SubscriptionRequest } from '../store/subscriptions.ts';
import { isEventType, isId } from '../webhook.ts';

const MOST_EVENTS = 20;
const MOST_URL_LETTERS = 2_000;

/**
 * Whether a target is one of Zapier's hooks, spelled as it would be written again: no user, no port, no
 * way around.
 */
const isHook = (target: unknown, origin: string): target is string =>
  typeof target === 'string' &&
  target.length <= MOST_URL_LETTERS &&
  target.startsWith(`${origin}/`) &&
  URL.canParse(target) &&
  new URL(target).href === target &&
  new URL(target).origin === origin &&
  new URL(target).hash === '';

/**
 * Reads what the app asks for.
 *
 * @param hookOrigin where Zaps are called
 * @returns the request, or what is wrong with it
 */
export const readSubscription = (
  { locationId, events, targetUrl }: Readonly<Record<string, unknown>>,
  hookOrigin: string,
): SubscriptionRequest | string => {
  if (!isId(locationId)) return 'locationId is no id.';
  if (!Array.isArray(events) || events.length === 0 || events.length > MOST_EVENTS) {
    return 'events is no list of event types.';
  }
  const types = events.filter(isEventType);
  if (types.length < events.length) return 'events is no list of event types.';
  if (!isHook(targetUrl, hookOrigin)) return `targetUrl is no address at ${hookOrigin}.`;
  return { locationId, events: types, targetUrl };
};
