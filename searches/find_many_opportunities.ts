import { defineInputFields } from 'zapier-platform-core';

import { opportunityOutputFields, opportunitySample } from '../lib/protiv/opportunity/record.ts';
import {
  customFieldsLeftOutOutput,
  foundMany,
  manyOutput,
} from '../lib/zapier/fields/found-many.ts';
import { grouped } from '../lib/zapier/fields/groups.ts';
import { asLimit, limitField } from '../lib/zapier/fields/limit.ts';
import { customLineItems } from '../lib/zapier/opportunity/output.ts';
import { findOpportunities, searchFields } from '../lib/zapier/opportunity/search.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';

const OPPORTUNITIES = {
  key: 'opportunities',
  nouns: 'Opportunities',
  fields: opportunityOutputFields,
};

export default searchOperation({
  key: 'find_many_opportunities',
  noun: 'Opportunity',
  label: 'Find Many Opportunities',
  description: 'Finds all opportunities that match the filters, as line items.',
  inputFields: defineInputFields([
    ...searchFields,
    ...grouped('order', [limitField('Opportunities', 'The newest come first.')]),
  ]),
  perform: async (run) => {
    const { ghl, input } = run;
    const limit = asLimit('Opportunities', input.limit);
    const { opportunities, ...found } = await findOpportunities(run, limit);
    if (opportunities.length === 0) return [];
    return [foundMany(ghl, OPPORTUNITIES, opportunities, { id: ghl.locationId, ...found })];
  },
  sample: {
    id: 've9EPM428h8vShlRW1KT',
    count: 1,
    matchCount: 1,
    complete: true,
    opportunities: [opportunitySample],
  },
  outputFields: [
    ...manyOutput(OPPORTUNITIES),
    customFieldsLeftOutOutput,
    customLineItems('opportunities'),
  ],
});
