import { defineCreate, defineInputFields } from 'zapier-platform-core';
import type { Bundle, CreatePerform, InferInputData, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { deleteContact } from '../lib/ghl/contacts.ts';
import { deleteOnce } from '../lib/ghl/client/idempotent-write.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import {
  deletionMessage,
  deletionMessageOutput,
  deletionOutput,
  deletionWarning,
} from '../lib/zapier/fields/deletion.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';

const inputFields = defineInputFields([contactIdField, deletionWarning('contact')]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const contactId = requiredLine('Contact', bundle.inputData.contactId);
  const wasDeleted = await deleteOnce(ghl, () => deleteContact(ghl, contactId));
  return { id: contactId, contactId, wasDeleted, message: deletionMessage('contact', wasDeleted) };
}) satisfies CreatePerform<Input>;

export default defineCreate({
  key: 'delete_contact',
  noun: 'Contact',
  display: {
    label: 'Delete Contact',
    description: 'Deletes a contact with its tasks and notes, for good.',
  },
  operation: {
    inputFields,
    perform,
    lock: contactLock,
    sample: {
      id: 'ocQHyuzHvysMo5N5VsXc',
      contactId: 'ocQHyuzHvysMo5N5VsXc',
      wasDeleted: true,
      message: deletionMessage('contact', true),
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string' },
      { key: 'contactId', label: 'Contact ID', type: 'string' },
      deletionOutput,
      deletionMessageOutput,
    ],
  },
});
