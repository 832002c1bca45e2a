import { defineCreate, defineInputFields } from 'zapier-platform-core';
import type { Bundle, CreatePerform, InferInputData, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client.ts';
import { getContact, updateContact } from '../lib/ghl/contacts.ts';
import { writeTwice } from '../lib/ghl/write-once.ts';
import { contactChanges, ignoredFields } from '../lib/protiv/contact-changes.ts';
import { contactSample } from '../lib/protiv/contact.ts';
import { requiredLine } from '../lib/protiv/input.ts';
import {
  contactIdField,
  contactLock,
  customFieldsField,
  fieldsToClearField,
  identityFields,
  profileFields,
} from '../lib/zapier/contact-fields.ts';
import { contactRequest } from '../lib/zapier/contact-input.ts';
import {
  changedOutput,
  contactOutput,
  ignoredFieldsOutput,
  toOneContact,
} from '../lib/zapier/contact-output.ts';
import { guarded } from '../lib/zapier/guarded.ts';

const inputFields = defineInputFields([
  contactIdField,
  ...profileFields,
  ...identityFields,
  customFieldsField,
  fieldsToClearField,
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const contactId = requiredLine('Contact', bundle.inputData.contactId);
  const current = await getContact(ghl, contactId);
  const { body, fields } = await contactRequest(z, ghl, bundle.inputData, 'update', current);
  const changes = contactChanges(current, body, fields);
  if (changes.changed.length === 0) {
    return { ...(await toOneContact(z, ghl, current)), changed: [], ignoredFields: [] };
  }

  const updated = await writeTwice(ghl, () => updateContact(ghl, contactId, changes.body));
  return {
    ...(await toOneContact(z, ghl, updated)),
    changed: changes.changed,
    ignoredFields: ignoredFields(changes.body, updated, fields),
  };
}) satisfies CreatePerform<Input>;

export default defineCreate({
  key: 'update_contact',
  noun: 'Contact',
  display: {
    label: 'Update Contact',
    description:
      'Updates the filled-in fields of a contact, and sends nothing when nothing would change.',
  },
  operation: {
    inputFields,
    perform,
    lock: contactLock,
    sample: { ...contactSample, changed: ['source'], ignoredFields: [] },
    outputFields: [...contactOutput, changedOutput, ignoredFieldsOutput],
  },
});
