/** GHL takes 100 requests in this time from one app in one sub-account. */
const WINDOW_S = 10;

/** The steps that ask most, such as Book Appointment, make five requests. */
const STEPS = 20;

/**
 * What Zapier starts at most, of all the steps of one connection together. A released burst of held
 * runs, or several Zaps at once, then waits in Zapier, which tries again by itself, instead of
 * meeting GHL's 429 half-way and starting from the beginning, perhaps for ever (docs/reliability.md
 * has the figures). Scope `auth` without `action` makes it one allowance for the connection, as it is
 * one for GHL. Polls count as well; one that is held back is made up by the next.
 */
export const throttle = { window: WINDOW_S, limit: STEPS, scope: ['auth' as const] };
