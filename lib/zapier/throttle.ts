/** GHL takes 100 requests in this time from one app in one sub-account. */
const WINDOW_S = 10;

/** Most steps make up to four requests, so that many steps stay within GHL's limit. */
const STEPS = 25;

/**
 * What Zapier starts at most, of all the actions of one connection together. A released burst of
 * held runs, or several Zaps at once, then waits in Zapier, which tries again by itself, instead of
 * meeting GHL's 429 and using up the day's allowance. Scope `auth` without `action` makes it one
 * allowance for the connection, as it is one for GHL.
 */
export const throttle = { window: WINDOW_S, limit: STEPS, scope: ['auth' as const] };
