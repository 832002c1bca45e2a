import { defineInputFields } from 'zapier-platform-core';

import {
  addOnce,
  addingAgainField,
  workflowField,
  workflowOf,
  eventStartTimeField,
  membershipOutput,
  membershipSample,
} from '../lib/zapier/contact/automations.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'add_to_workflow',
  noun: 'Contact',
  label: 'Add Contact to Workflow',
  description: 'Adds a contact to a workflow.',
  inputFields: defineInputFields([
    contactIdField,
    workflowField,
    eventStartTimeField,
    addingAgainField,
  ]),
  lock: contactLock,
  perform: async (run) => {
    const membership = await workflowOf(run, run.input);
    const wasAdded = await addOnce(run, membership, run.input);
    const { contactId, automationId } = membership;
    return { id: contactId, contactId, workflowId: automationId, wasAdded };
  },
  sample: {
    ...membershipSample,
    workflowId: '78559bb3-b920-461e-b010-7b2a2816d2a9',
    wasAdded: true,
  },
  outputFields: membershipOutput(
    { key: 'workflowId', label: 'Workflow ID', type: 'string' },
    { key: 'wasAdded', label: 'Was Added', type: 'boolean' },
  ),
});
