import { defineInputFields } from 'zapier-platform-core';

import { MAX_QUERY_LENGTH } from '../lib/ghl/contacts.ts';
import { contactSample } from '../lib/protiv/contact/record.ts';
import { findContact } from '../lib/zapier/contact/finding.ts';
import { emailField, phoneField, queryField } from '../lib/zapier/contact/input-fields.ts';
import { contactOutput, toOneContact } from '../lib/zapier/contact/output.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { wasCreatedOutput } from '../lib/zapier/fields/write-output.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';

const inputFields = defineInputFields([
  {
    ...emailField,
    helpText:
      'Fill in at least one field. If you fill in several, Contact is tried first, then Email, then Phone: the next one only if nothing is found.',
  },
  phoneField,
  {
    key: 'contactId',
    label: 'Contact',
    ...dropdown.contacts,
    helpText: 'Choose a contact, or map the Contact ID of an earlier step.',
  },
  {
    ...queryField,
    helpText: `Used only if the other fields are blank. Finds the contact that changed last of those whose name, email, phone or company contains this text, of at most ${MAX_QUERY_LENGTH} characters: a longer one that is mapped finds nobody.`,
  },
]);

export default searchOperation({
  key: 'find_contact',
  noun: 'Contact',
  label: 'Find Contact',
  description: 'Finds a contact by email, phone, ID or name.',
  inputFields,
  perform: async (run) => {
    const found = await findContact(run);
    if (!found) return [];
    const { contact, matchedBy, matchCount } = found;
    // Find or Create answers with this in place of what Create Contact says.
    return [{ ...(await toOneContact(run, contact)), matchedBy, matchCount, wasCreated: false }];
  },
  sample: { ...contactSample, matchedBy: 'email', matchCount: 1, wasCreated: false },
  outputFields: [
    ...contactOutput,
    { key: 'matchedBy', label: 'Matched By', type: 'string' },
    { key: 'matchCount', label: 'Number of Matches', type: 'integer' },
    wasCreatedOutput,
  ],
});
