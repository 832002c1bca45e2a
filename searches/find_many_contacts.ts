import { defineInputFields } from 'zapier-platform-core';

import { contactSample } from '../lib/protiv/contact/record.ts';
import { furtherLineItems, toContacts } from '../lib/zapier/contact/output.ts';
import { CONTACTS, findContacts, searchFields } from '../lib/zapier/contact/search-many.ts';
import {
  customFieldsLeftOutOutput,
  foundMany,
  manyOutput,
} from '../lib/zapier/fields/found-many.ts';
import { grouped } from '../lib/zapier/fields/groups.ts';
import { asLimit, limitField } from '../lib/zapier/fields/limit.ts';
import { toLineItems } from '../lib/zapier/platform/line-items.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';

export default searchOperation({
  key: 'find_many_contacts',
  noun: 'Contact',
  label: 'Find Many Contacts',
  description: 'Finds all contacts that match the filters, as line items.',
  inputFields: defineInputFields([...searchFields, ...grouped('order', [limitField('Contacts')])]),
  perform: async (run) => {
    const limit = asLimit('Contacts', run.input.limit);
    const { found, ...counts } = await findContacts(run, run.input, limit);
    if (found.length === 0) return [];
    const contacts = await toContacts(run, found.slice(0, limit));
    return [foundMany(run.ghl, CONTACTS, contacts, { id: run.ghl.locationId, ...counts })];
  },
  sample: {
    id: 've9EPM428h8vShlRW1KT',
    count: 1,
    matchCount: 1,
    complete: true,
    contacts: toLineItems([contactSample], CONTACTS),
  },
  outputFields: [
    ...manyOutput(CONTACTS),
    customFieldsLeftOutOutput,
    furtherLineItems(CONTACTS.key),
  ],
});
