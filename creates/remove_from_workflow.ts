import { defineInputFields } from 'zapier-platform-core';

import {
  workflowField,
  workflowOf,
  membershipOutput,
  membershipSample,
  takeOut,
} from '../lib/zapier/contact/automations.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'remove_from_workflow',
  noun: 'Contact',
  label: 'Remove Contact From Workflow',
  description: 'Removes a contact from a workflow.',
  inputFields: defineInputFields([contactIdField, workflowField]),
  lock: contactLock,
  perform: async (run) => {
    const membership = await workflowOf(run, run.input);
    const wasRemoved = await takeOut(run, membership);
    const { contactId, automationId } = membership;
    return { id: contactId, contactId, workflowId: automationId, wasRemoved };
  },
  sample: {
    ...membershipSample,
    workflowId: '78559bb3-b920-461e-b010-7b2a2816d2a9',
    wasRemoved: true,
  },
  outputFields: membershipOutput(
    { key: 'workflowId', label: 'Workflow ID', type: 'string' },
    { key: 'wasRemoved', label: 'Was Removed', type: 'boolean' },
  ),
});
