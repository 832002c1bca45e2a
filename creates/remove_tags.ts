import { defineCreate, defineInputFields } from 'zapier-platform-core';
import type { Bundle, CreatePerform, InferInputData, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { removeTags, getContact } from '../lib/ghl/contacts.ts';
import { writeTwice } from '../lib/ghl/client/idempotent-write.ts';
import { requiredLine, requiredTags } from '../lib/protiv/values/input.ts';
import { heldTags } from '../lib/protiv/tag/record.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';

const inputFields = defineInputFields([
  contactIdField,
  {
    key: 'tags',
    label: 'Tags',
    required: true,
    list: true,
    choices: dropdown.tags,
    helpText: 'Capital and small letters are the same to HighLevel.',
  },
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const contactId = requiredLine('Contact', bundle.inputData.contactId);
  const wanted = requiredTags('Tags', bundle.inputData.tags);

  const before = (await getContact(ghl, contactId)).tags ?? [];
  const held = heldTags(before);
  const removed = wanted.filter((tag) => held.has(tag));
  const tags =
    removed.length > 0 ? await writeTwice(ghl, () => removeTags(ghl, contactId, removed)) : before;
  return {
    id: contactId,
    contactId,
    removed,
    notPresent: wanted.filter((tag) => !held.has(tag)),
    tags,
  };
}) satisfies CreatePerform<Input>;

export default defineCreate({
  key: 'remove_tags',
  noun: 'Tag',
  display: {
    label: 'Remove Tags From Contact',
    description: 'Removes one or more tags from a contact and keeps the others.',
  },
  operation: {
    inputFields,
    perform,
    lock: contactLock,
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
  },
});
