import { defineInputFields } from 'zapier-platform-core';

import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { removeTags } from '../lib/ghl/contacts.ts';
import { requiredTags } from '../lib/protiv/values/lists.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { addMissingTags } from '../lib/zapier/contact/tags.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'set_tags',
  noun: 'Tag',
  label: 'Set Contact Tags',
  description: 'Sets the tags of a contact to exactly these, and removes all others.',
  inputFields: defineInputFields([
    contactIdField,
    {
      key: 'tags',
      label: 'Tags',
      required: true,
      list: true,
      ...dropdown.tags,
      helpText:
        'All tags that the contact is to have. If nothing is mapped here, the step stops, and the contact keeps its tags.',
    },
  ]),
  lock: contactLock,
  perform: async (run) => {
    const { ghl, input } = run;
    const contactId = requiredLine('Contact', input.contactId);
    requiredTags('Tags', input.tags);
    // Added first: if the second write fails, the contact has too many tags rather than too few.
    const { wanted, held, added, ...given } = await addMissingTags(
      run,
      contactId,
      'Tags',
      input.tags,
    );
    const removed = [...held].filter((tag) => !wanted.includes(tag));
    let { tags } = given;
    if (removed.length > 0) {
      tags = await retryOnUnknownOutcome(ghl, () => removeTags(ghl, contactId, removed));
    }
    return { id: contactId, contactId, added, removed, tags };
  },
  sample: {
    id: 'seD4PfOuKoVMLkEZqohJ',
    contactId: 'seD4PfOuKoVMLkEZqohJ',
    added: ['customer'],
    removed: ['hot lead'],
    tags: ['website lead', 'customer'],
  },
  outputFields: [
    { key: 'id', label: 'ID', type: 'string' },
    { key: 'contactId', label: 'Contact ID', type: 'string' },
    { key: 'added', label: 'Added Tags', type: 'string', list: true },
    { key: 'removed', label: 'Removed Tags', type: 'string', list: true },
    { key: 'tags', label: 'Tags', type: 'string', list: true },
  ],
});
