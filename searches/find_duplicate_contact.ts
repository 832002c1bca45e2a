import { defineInputFields } from 'zapier-platform-core';

import { findDuplicate } from '../lib/ghl/contacts.ts';
import { isBlank } from '../lib/protiv/values/blank.ts';
import { readEmail } from '../lib/protiv/values/emails.ts';
import { InvalidInputError } from '../lib/protiv/values/invalid-input.ts';
import { duplicateOf, duplicateOutput, duplicateSample } from '../lib/zapier/contact/duplicates.ts';
import { readPhones } from '../lib/zapier/contact/finding.ts';
import { emailField, phoneField } from '../lib/zapier/contact/input-fields.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';

export default searchOperation({
  key: 'find_duplicate_contact',
  noun: 'Contact',
  label: 'Find Duplicate Contact',
  description:
    'Finds the contact that already has an email or phone, and tells if they belong to two contacts.',
  inputFields: defineInputFields([
    { ...emailField, helpText: 'Fill in Email, Phone or both.' },
    phoneField,
  ]),
  perform: async (run) => {
    const { ghl, input } = run;
    if (isBlank(input.email) && isBlank(input.phone)) {
      if (run.isMapped('email') || run.isMapped('phone')) return [];
      throw new InvalidInputError('Fill in an Email or a Phone to check.');
    }
    const email = readEmail(input.email);
    const [phone] = await readPhones(run, [input.phone]);

    const [byEmail, byPhone] = await Promise.all([
      email ? findDuplicate(ghl, { email }) : undefined,
      phone ? findDuplicate(ghl, { phone }) : undefined,
    ]);
    return duplicateOf(run, byEmail, byPhone);
  },
  sample: duplicateSample,
  outputFields: duplicateOutput,
});
