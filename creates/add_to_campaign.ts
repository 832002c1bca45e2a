import { defineInputFields } from 'zapier-platform-core';

import {
  addOnce,
  addingAgainField,
  campaignField,
  campaignOf,
  membershipOutput,
  membershipSample,
} from '../lib/zapier/contact/automations.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'add_to_campaign',
  noun: 'Contact',
  label: 'Add Contact to Campaign',
  description: 'Adds a contact to a campaign.',
  inputFields: defineInputFields([
    contactIdField,
    campaignField,

    addingAgainField,
  ]),
  lock: contactLock,
  perform: async (run) => {
    const membership = await campaignOf(run, run.input);
    const wasAdded = await addOnce(run, membership, run.input);
    const { contactId, automationId } = membership;
    return { id: contactId, contactId, campaignId: automationId, wasAdded };
  },
  sample: { ...membershipSample, campaignId: 'hzlgkTxmH2NyGgLhYnXb', wasAdded: true },
  outputFields: membershipOutput(
    { key: 'campaignId', label: 'Campaign ID', type: 'string' },
    { key: 'wasAdded', label: 'Was Added', type: 'boolean' },
  ),
});
