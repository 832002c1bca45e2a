import { defineCreate, defineInputFields } from 'zapier-platform-core';
import type { Bundle, CreatePerform, InferInputData, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { addTags, getContact } from '../lib/ghl/contacts.ts';
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
    helpText:
      'A tag that HighLevel does not know yet is created. HighLevel keeps tags in lower case.',
  },
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const contactId = requiredLine('Contact', bundle.inputData.contactId);
  const wanted = requiredTags('Tags', bundle.inputData.tags);

  const before = (await getContact(ghl, contactId)).tags ?? [];
  const held = heldTags(before);
  const added = wanted.filter((tag) => !held.has(tag));
  const tags =
    added.length > 0 ? await writeTwice(ghl, () => addTags(ghl, contactId, added)) : before;
  return {
    id: contactId,
    contactId,
    added,
    alreadyPresent: wanted.filter((tag) => held.has(tag)),
    tags,
  };
}) satisfies CreatePerform<Input>;

export default defineCreate({
  key: 'add_tags',
  noun: 'Tag',
  display: {
    label: 'Add Tags to Contact',
    description: 'Adds one or more tags to a contact and keeps the others.',
  },
  operation: {
    inputFields,
    perform,
    lock: contactLock,
    sample: {
      id: 'seD4PfOuKoVMLkEZqohJ',
      contactId: 'seD4PfOuKoVMLkEZqohJ',
      added: ['hot lead'],
      alreadyPresent: ['website lead'],
      tags: ['website lead', 'hot lead'],
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string' },
      { key: 'contactId', label: 'Contact ID', type: 'string' },
      { key: 'added', label: 'Added Tags', type: 'string', list: true },
      { key: 'alreadyPresent', label: 'Tags Already Present', type: 'string', list: true },
      { key: 'tags', label: 'Tags', type: 'string', list: true },
    ],
  },
});
