import { defineInputFields } from 'zapier-platform-core';

import { requiredTags } from '../lib/protiv/values/lists.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { addMissingTags } from '../lib/zapier/contact/tags.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'add_tags',
  noun: 'Tag',
  label: 'Add Tags to Contact',
  description: 'Adds one or more tags to a contact and keeps the others.',
  inputFields: defineInputFields([
    contactIdField,
    {
      key: 'tags',
      label: 'Tags',
      required: true,
      list: true,
      ...dropdown.tags,
      helpText:
        'A tag that HighLevel does not know yet is created. HighLevel keeps tags in lower case.',
    },
  ]),
  lock: contactLock,
  perform: async (run) => {
    const { input } = run;
    const contactId = requiredLine('Contact', input.contactId);
    requiredTags('Tags', input.tags);
    const { wanted, held, added, tags } = await addMissingTags(run, contactId, 'Tags', input.tags);
    return {
      id: contactId,
      contactId,
      added,
      alreadyPresent: wanted.filter((tag) => held.has(tag)),
      tags,
    };
  },
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
});
