import { defineInputFields } from 'zapier-platform-core';

import { idempotentDelete } from '../lib/ghl/client/idempotent-write.ts';
import { deleteOpportunity } from '../lib/ghl/opportunities.ts';
import { opportunitySample } from '../lib/protiv/opportunity/record.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { deletionOutput, deletionResult, deletionWarning } from '../lib/zapier/fields/deletion.ts';
import { opportunityIdField, opportunityLock } from '../lib/zapier/opportunity/input-fields.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'delete_opportunity',
  noun: 'Opportunity',
  label: 'Delete Opportunity',
  description: 'Deletes an opportunity, for good.',
  inputFields: defineInputFields([opportunityIdField, deletionWarning('opportunity')]),
  lock: opportunityLock,
  perform: async ({ ghl, input }) => {
    const opportunityId = requiredLine('Opportunity', input.opportunityId);
    const wasDeleted = await idempotentDelete(ghl, () => deleteOpportunity(ghl, opportunityId));
    return deletionResult('opportunity', { opportunityId }, wasDeleted);
  },
  ...deletionOutput('opportunity', { opportunityId: opportunitySample.id }),
});
