import { defineInputFields } from 'zapier-platform-core';

import { listBusinesses } from '../lib/ghl/businesses.ts';
import { pagesOf } from '../lib/ghl/client/skip-pages.ts';
import { countOfBusiness } from '../lib/ghl/contacts.ts';
import { companyOutputFields, companySample, toCompany } from '../lib/protiv/company/record.ts';
import { present, text } from '../lib/protiv/values/present.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import { findNamed, listed, matchedByOutput, nameField } from '../lib/zapier/references/finding.ts';

export default searchOperation({
  key: 'find_business',
  noun: 'Company',
  label: 'Find Company',
  description: 'Finds a company of the sub-account by name, email or ID.',
  inputFields: defineInputFields([
    nameField('The whole name; part of it is enough if it fits only one company.'),
  ]),
  perform: async ({ ghl, input }) => {
    const companies = await listed(pagesOf((skip) => listBusinesses(ghl, skip)));
    const found = findNamed('companies', input.name, companies, ({ id, name, email }) =>
      present({ id, name: text(name), email: text(email) }),
    );
    if (!found) return [];
    const { row, matchedBy } = found;
    const contactCount = ghl.may('contacts.readonly')
      ? await countOfBusiness(ghl, row.id)
      : undefined;
    return [{ ...toCompany(row), ...present({ contactCount }), matchedBy }];
  },
  sample: { ...companySample, contactCount: 12, matchedBy: 'name' },
  outputFields: [
    ...companyOutputFields,
    { key: 'contactCount', label: 'Number of Contacts', type: 'integer' },
    matchedByOutput,
  ],
});
