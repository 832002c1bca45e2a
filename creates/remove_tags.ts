import { defineInputFields } from 'zapier-platform-core';

import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { getContact, removeTags } from '../lib/ghl/contacts.ts';
import { heldTags } from '../lib/protiv/tag/record.ts';
import { requiredTags } from '../lib/protiv/values/lists.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { readTags } from '../lib/zapier/contact/tags.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'remove_tags',
  noun: 'Tag',
  label: 'Remove Tags From Contact',
  description: 'Removes one or more tags from a contact and keeps the others.',
  inputFields: defineInputFields([
    contactIdField,
    {
      key: 'tags',
      label: 'Tags',
      required: true,
      list: true,
      ...dropdown.tags,
      helpText: 'Capital and small letters are the same to HighLevel.',
    },
  ]),
  lock: contactLock,
  perform: async (run) => {
    const { ghl, input } = run;
    const contactId = requiredLine('Contact', input.contactId);
    requiredTags('Tags', input.tags);
    const before = (await getContact(ghl, contactId)).tags ?? [];
    const wanted = await readTags(run, 'Tags', input.tags, before);
    const held = heldTags(before);
    const removed = wanted.filter((tag) => held.has(tag));
    const tags =
      removed.length > 0
        ? await retryOnUnknownOutcome(ghl, () => removeTags(ghl, contactId, removed))
        : before;
    return {
      id: contactId,
      contactId,
      removed,
      notPresent: wanted.filter((tag) => !held.has(tag)),
      tags,
    };
  },
  sample: {
    id: 'seD4PfOuKoVMLkEZqohJ',
    contactId: 'seD4PfOuKoVMLkEZqohJ',
    removed: ['website lead'],
    notPresent: [],
    tags: ['customer'],
  },
  outputFields: [
    { key: 'id', label: 'ID', type: 'string' },
    { key: 'contactId', label: 'Contact ID', type: 'string' },
    { key: 'removed', label: 'Removed Tags', type: 'string', list: true },
    { key: 'notPresent', label: 'Tags Not Present', type: 'string', list: true },
    { key: 'tags', label: 'Tags', type: 'string', list: true },
  ],
});
