import { defineInputFields } from 'zapier-platform-core';

import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { getContact, updateContact } from '../lib/ghl/contacts.ts';
import { contactChanges } from '../lib/protiv/contact/changes.ts';
import { contactSample } from '../lib/protiv/contact/record.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import { customFieldsAndClearField } from '../lib/zapier/contact/custom-field-inputs.ts';
import {
  contactIdField,
  contactLock,
  emailField,
  phoneField,
  profileFields,
} from '../lib/zapier/contact/input-fields.ts';
import { contactOutput, toWrittenContact } from '../lib/zapier/contact/output.ts';
import { afterWrite, contactRequest } from '../lib/zapier/contact/request.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'update_contact',
  noun: 'Contact',
  label: 'Update Contact',
  description:
    'Updates the fields of a contact that you fill in, and leaves the others as they are.',
  inputFields: defineInputFields([
    contactIdField,
    ...profileFields,
    emailField,
    phoneField,
    customFieldsAndClearField,
  ]),
  lock: contactLock,
  perform: async (run) => {
    const { ghl, input } = run;
    const contactId = requiredLine('Contact', input.contactId);
    const current = await getContact(ghl, contactId);
    const request = await contactRequest(run, input, 'update', current);
    const { body, changed } = contactChanges(current, request.body, request.fields);
    const answer =
      changed.length > 0
        ? await retryOnUnknownOutcome(ghl, () => updateContact(ghl, contactId, body))
        : current;
    const { contact, ignoredFields } = await afterWrite(ghl, request, body, answer);
    return { ...(await toWrittenContact(run, contact)), changed, ignoredFields };
  },
  sample: { ...contactSample, changed: ['source'], ignoredFields: [] },
  outputFields: [...contactOutput, changedOutput, ignoredFieldsOutput],
});
