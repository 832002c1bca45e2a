/** What an opportunity can be, and what that is called. HighLevel's `all` is for its own filters. */
export const OPPORTUNITY_STATUSES = {
  open: 'Open',
  won: 'Won',
  lost: 'Lost',
  abandoned: 'Abandoned',
} as const;

export type OpportunityStatus = keyof typeof OPPORTUNITY_STATUSES;

/** HighLevel's status in any case; `undefined` for one that nobody knows. */
export const statusOf = (status: string | null | undefined): OpportunityStatus | undefined => {
  const given = status?.toLowerCase();
  const names: readonly OpportunityStatus[] = ['open', 'won', 'lost', 'abandoned'];
  return names.find((name) => name === given);
};

/**
 * What stands in a field for a status, without the word that other sales tools put before it.
 *
 * @example
 * plainStatus('Closed Won'); // 'Won'
 */
export const plainStatus = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/^\s*closed[\s_-]*(?=(?:won|lost)\s*$)/i, '') : value;
