import { defineInputFields } from 'zapier-platform-core';

import { removeFromAllCampaigns } from '../lib/ghl/automations.ts';
import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'remove_from_all_campaigns',
  noun: 'Contact',
  label: 'Remove Contact From All Campaigns',
  description: 'Removes a contact from all campaigns that it is in.',
  inputFields: defineInputFields([contactIdField]),
  lock: contactLock,
  perform: async ({ ghl, input }) => {
    const contactId = requiredLine('Contact', input.contactId);
    const wasRemoved = await retryOnUnknownOutcome(ghl, () =>
      removeFromAllCampaigns(ghl, contactId),
    );
    return { id: contactId, contactId, wasRemoved };
  },
  sample: {
    id: 'seD4PfOuKoVMLkEZqohJ',
    contactId: 'seD4PfOuKoVMLkEZqohJ',
    wasRemoved: true,
  },
  outputFields: [
    { key: 'id', label: 'ID', type: 'string' },
    { key: 'contactId', label: 'Contact ID', type: 'string' },
    { key: 'wasRemoved', label: 'Was Removed', type: 'boolean' },
  ],
});
