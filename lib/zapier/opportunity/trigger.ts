import { defineInputFields } from 'zapier-platform-core';

import { opportunitySample } from '../../protiv/opportunity/record.ts';
import type { Opportunity } from '../../protiv/opportunity/schema.ts';
import { contactRecordTrigger } from '../contact/carried-contact.ts';
import { readFilter } from './filter.ts';
import { opportunityHook } from './hooks.ts';
import type { InstantOpportunities } from './hooks.ts';
import { slimOpportunity } from './hydration.ts';
import { opportunityFilterFields } from './input-fields.ts';
import { opportunityOutput } from './output.ts';
import { pollOpportunities } from './polls.ts';
import type { OpportunityPoll } from './polls.ts';

interface OpportunityTrigger extends Omit<OpportunityPoll, 'filter'> {
  key: string;
  label: string;
  description: string;
  /** What it fires for and what it may miss, for the editor. */
  limits: string;
  dedupeBy: readonly (keyof Opportunity)[];
  instant: InstantOpportunities;
}

/** A trigger for what becomes of opportunities, filtered by where they stand. */
export const opportunityTrigger = ({
  key,
  label,
  description,
  limits,
  dedupeBy,
  since,
  by,
  instant,
}: OpportunityTrigger) =>
  contactRecordTrigger({
    key,
    noun: 'Opportunity',
    label,
    description,
    inputFields: defineInputFields([
      ...opportunityFilterFields,
      { key: 'limits', type: 'copy', helpText: limits },
    ]),
    dedupeBy,
    poll: async (run) => {
      const filter = await readFilter(run, run.input);
      return pollOpportunities(run, { filter, since, by });
    },
    hook: opportunityHook({ ...instant, since, by }),
    slim: slimOpportunity,
    sample: opportunitySample,
    outputFields: opportunityOutput,
  });
