import { defineCreate, defineInputFields } from 'zapier-platform-core';
import type { Bundle, CreatePerform, InferInputData, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { getContact, updateContact } from '../lib/ghl/contacts.ts';
import { writeTwice } from '../lib/ghl/client/idempotent-write.ts';
import { contactChanges } from '../lib/protiv/contact/changes.ts';
import { contactSample } from '../lib/protiv/contact/record.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import {
  contactIdField,
  contactLock,
  customFieldsAndClearField,
  emailField,
  phoneField,
  profileFields,
} from '../lib/zapier/contact/input-fields.ts';
import { afterWrite, contactRequest } from '../lib/zapier/contact/request.ts';
import { contactOutput, toOneContact } from '../lib/zapier/contact/output.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { changedOutput, ignoredFieldsOutput } from '../lib/zapier/fields/write-output.ts';

const inputFields = defineInputFields([
  contactIdField,
  ...profileFields,
  emailField,
  phoneField,
  customFieldsAndClearField,
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const contactId = requiredLine('Contact', bundle.inputData.contactId);
  const current = await getContact(ghl, contactId);
  const request = await contactRequest(z, ghl, bundle.inputData, 'update', current);
  const { body, changed } = contactChanges(current, request.body, request.fields);
  const answer =
    changed.length > 0 ? await writeTwice(ghl, () => updateContact(ghl, contactId, body)) : current;
  const { contact, ignoredFields } = await afterWrite(ghl, request, body, answer);
  return { ...(await toOneContact(z, ghl, contact)), changed, ignoredFields };
}) satisfies CreatePerform<Input>;

export default defineCreate({
  key: 'update_contact',
  noun: 'Contact',
  display: {
    label: 'Update Contact',
    description:
      'Updates the fields of a contact that you fill in, and leaves the others as they are.',
  },
  operation: {
    inputFields,
    perform,
    lock: contactLock,
    sample: { ...contactSample, changed: ['source'], ignoredFields: [] },
    outputFields: [...contactOutput, changedOutput, ignoredFieldsOutput],
  },
});
