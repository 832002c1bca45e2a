import { defineInputFields } from 'zapier-platform-core';

import { opportunitySample } from '../lib/protiv/opportunity/record.ts';
import { wasCreatedOutput } from '../lib/zapier/fields/write-output.ts';
import {
  nameField,
  opportunityIdField,
  pipelineField,
  statusField,
} from '../lib/zapier/opportunity/input-fields.ts';
import { opportunityOutput, toOneOpportunity } from '../lib/zapier/opportunity/output.ts';
import { contactFilterField, findOneOpportunity } from '../lib/zapier/opportunity/search.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import { matchedByOutput } from '../lib/zapier/references/finding.ts';

const { search: _search, required: _required, ...idField } = opportunityIdField;

export default searchOperation({
  key: 'find_opportunity',
  noun: 'Opportunity',
  label: 'Find Opportunity',
  description: 'Finds an opportunity by contact, name or ID.',
  inputFields: defineInputFields([
    {
      ...contactFilterField,
      helpText:
        'Fill in this, Name or both. Of several opportunities an open one is taken, and of these the newest.',
    },
    { ...nameField, helpText: 'The whole name, in capital or small letters.' },
    pipelineField,
    statusField,
    { ...idField, helpText: 'If this is filled in, the other fields do not count.' },
  ]),
  perform: async (run) => {
    const found = await findOneOpportunity(run);
    if (!found) return [];
    const { row, ...how } = found;
    // A Zap that finds or creates an opportunity can tell the two apart.
    return [{ ...(await toOneOpportunity(run, row)), ...how, wasCreated: false }];
  },
  sample: { ...opportunitySample, matchedBy: 'contact', matchCount: 1, wasCreated: false },
  outputFields: [
    ...opportunityOutput,
    matchedByOutput,
    { key: 'matchCount', label: 'Number of Matches', type: 'integer' },
    wasCreatedOutput,
  ],
});
