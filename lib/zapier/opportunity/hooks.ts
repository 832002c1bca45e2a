import { clock } from '../../ghl/client/clock.ts';
import { findOpportunityById } from '../../ghl/opportunities.ts';
import type { Opportunity } from '../../protiv/opportunity/schema.ts';
import { isBlank } from '../../protiv/values/blank.ts';
import { MINUTE_MS } from '../../protiv/values/dates.ts';
import type { Hook } from '../platform/hook-trigger.ts';
import { CLOCK_SKEW_MS, FIRE_WINDOW_MS, MOST_ROWS } from '../platform/poll-windows.ts';
import { isMeant, readFilter } from './filter.ts';
import type { FilterInput } from './filter.ts';
import { toOpportunities } from './output.ts';
import type { OpportunityPoll } from './polls.ts';
import { readRanges } from './reading.ts';

/** HighLevel's event of a new opportunity. */
export const CREATED = 'OpportunityCreate';

/**
 * Whatever changes comes as an update, and some of it as an event of its own besides
 * (GoHighLevel/highlevel-api-docs#27): nobody promises that it always comes as both.
 */
export const CHANGES = [
  'OpportunityUpdate',
  'OpportunityStageUpdate',
  'OpportunityStatusUpdate',
  'OpportunityMonetaryValueUpdate',
  'OpportunityAssignedToUpdate',
] as const;

/** What else an instant trigger for opportunities says of itself than one that polls. */
export interface InstantOpportunities extends Pick<
  Hook<FilterInput, Opportunity>,
  'events' | 'note'
> {
  /**
   * How long after an opportunity became what the trigger is about another event of it may still make it
   * fire, in milliseconds; a day by default.
   */
  within?: number;
}

/** What an opportunity has to match, by what the step asks for. */
const FILTERS: readonly (keyof FilterInput)[] = ['pipelineId', 'stageId', 'status', 'assignedTo'];

/**
 * New opportunities. Where the step has filters, one that matches them only once a workflow has moved or
 * assigned it is still new for as long as for a poll.
 */
export const newOpportunities: InstantOpportunities = {
  note: 'Triggers within seconds, once for each opportunity. One that does not match the filters at first still triggers if it matches them within half an hour of its creation.',
  events: (input) =>
    FILTERS.some((key) => !isBlank(input[key])) ? [CREATED, ...CHANGES] : [CREATED],
  within: 30 * MINUTE_MS,
};

/** Opportunities that become what a trigger is about, and match the step's filters. */
export const opportunityHook = ({
  events,
  note,
  within = FIRE_WINDOW_MS,
  since,
  by,
}: InstantOpportunities & Omit<OpportunityPoll, 'filter'>): Hook<FilterInput, Opportunity> => ({
  events,
  note,
  read: async (run, { type, recordId, timestamp }) => {
    const filter = await readFilter(run, run.input);
    const row = await findOpportunityById(run.ghl, recordId);
    if (!row || !isMeant(filter)(row)) return [];
    const became = since(row);
    if (became === undefined) return [];
    const isLongAgo = type !== CREATED && timestamp - became > within;
    return isLongAgo ? [] : toOpportunities(run, [row]);
  },
  readWindow: async function* (run, { from, to }) {
    const filter = await readFilter(run, run.input);
    // What became so within the window may have changed since, which moves the date of its last change.
    const until = by === 'createdAt' ? to : clock.now() + CLOCK_SKEW_MS;
    const search = { ...filter, by };
    const { rows, left } = await readRanges(run.ghl, search, [{ from, to: until }], MOST_ROWS);
    if (left.flat().length > 0) run.ghl.log('poll.truncated', { by, rows: rows.length });
    const firing = rows.filter(isMeant(filter)).filter((row) => {
      const became = since(row);
      return became !== undefined && became >= from && became <= to;
    });
    yield toOpportunities(run, firing);
  },
});
