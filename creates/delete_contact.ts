import { defineInputFields } from 'zapier-platform-core';

import { idempotentDelete } from '../lib/ghl/client/idempotent-write.ts';
import { deleteContact } from '../lib/ghl/contacts.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { deletionOutput, deletionResult, deletionWarning } from '../lib/zapier/fields/deletion.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'delete_contact',
  noun: 'Contact',
  label: 'Delete Contact',
  description: 'Deletes a contact with its tasks and notes, for good.',
  inputFields: defineInputFields([contactIdField, deletionWarning('contact')]),
  lock: contactLock,
  perform: async ({ ghl, input }) => {
    const contactId = requiredLine('Contact', input.contactId);
    const wasDeleted = await idempotentDelete(ghl, () => deleteContact(ghl, contactId));
    return deletionResult('contact', { contactId }, wasDeleted);
  },
  ...deletionOutput('contact', { contactId: 'ocQHyuzHvysMo5N5VsXc' }),
});
