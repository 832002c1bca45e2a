import { defineInputFields } from 'zapier-platform-core';

import {
  campaignField,
  campaignOf,
  membershipOutput,
  membershipSample,
  takeOut,
} from '../lib/zapier/contact/automations.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'remove_from_campaign',
  noun: 'Contact',
  label: 'Remove Contact From Campaign',
  description: 'Removes a contact from a campaign.',
  inputFields: defineInputFields([contactIdField, campaignField]),
  lock: contactLock,
  perform: async (run) => {
    const membership = await campaignOf(run, run.input);
    const wasRemoved = await takeOut(run, membership);
    const { contactId, automationId } = membership;
    return { id: contactId, contactId, campaignId: automationId, wasRemoved };
  },
  sample: { ...membershipSample, campaignId: 'hzlgkTxmH2NyGgLhYnXb', wasRemoved: true },
  outputFields: membershipOutput(
    { key: 'campaignId', label: 'Campaign ID', type: 'string' },
    { key: 'wasRemoved', label: 'Was Removed', type: 'boolean' },
  ),
});
