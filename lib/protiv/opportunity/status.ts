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
