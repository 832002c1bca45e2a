import { defineInputFields } from 'zapier-platform-core';

import { getContact } from '../lib/ghl/contacts.ts';
import { inputLabel } from '../lib/protiv/contact/fields.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import {
  assignmentOf,
  assignmentOutput,
  assignmentSample,
} from '../lib/zapier/contact/assignment.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { contactRequest } from '../lib/zapier/contact/request.ts';
import { updateWith } from '../lib/zapier/contact/write.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

const USER = inputLabel('assignedTo');

export default createOperation({
  key: 'assign_contact',
  noun: 'Contact',
  label: 'Assign Contact',
  description: 'Assigns a contact to a user, and leaves all else as it is.',
  inputFields: defineInputFields([
    contactIdField,
    {
      key: 'assignedTo',
      label: USER,
      required: true,
      ...dropdown.users,
      helpText: 'Choose a user, or map an ID, a full name or an email address.',
    },
  ]),
  lock: contactLock,
  perform: async (run) => {
    const { ghl, input } = run;
    const contactId = requiredLine('Contact', input.contactId);
    const assignedTo = requiredLine(USER, input.assignedTo);
    const current = await getContact(ghl, contactId);
    // To nobody in particular would be no assignment, so a user who is unknown stops the step.
    const request = await contactRequest(
      run,
      { assignedTo, ifUnusable: 'stop' },
      'update',
      current,
    );
    const { contact, changed } = await updateWith(run, request, current, request.body);
    return {
      ...(await assignmentOf(run, contact, current)),
      changed,
      ignoredFields: request.leftOut.fields,
    };
  },
  sample: assignmentSample,
  outputFields: assignmentOutput,
});
