/**
 * What Zapier makes of a date that a user types into a `datetime` field before the app sees it: one
 * with an offset, always. Source: Zapier's help on field types, and its CLI, which does the same.
 */
export const TIME_ZONE_NOTE =
  'Zapier reads a time without a time zone in that of your Zapier account.';
