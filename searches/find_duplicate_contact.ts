import { defineInputFields } from 'zapier-platform-core';

import { findDuplicate } from '../lib/ghl/contacts.ts';
import { contactSample } from '../lib/protiv/contact/record.ts';
import { isBlank } from '../lib/protiv/values/blank.ts';
import { readEmail } from '../lib/protiv/values/emails.ts';
import { InvalidInputError } from '../lib/protiv/values/invalid-input.ts';
import { present } from '../lib/protiv/values/present.ts';
import { readPhones } from '../lib/zapier/contact/finding.ts';
import { emailField, phoneField } from '../lib/zapier/contact/input-fields.ts';
import { contactOutput, toOneContact } from '../lib/zapier/contact/output.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';

/** HighLevel itself looks at the phone only where it knows no such email, so each is asked alone. */
const matchedBy = (emailContact: string | undefined, phoneContact: string | undefined): string => {
  if (emailContact === undefined) return 'phone';
  return emailContact === phoneContact ? 'email and phone' : 'email';
};

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
    const contact = byEmail ?? byPhone;
    if (!contact) return [];
    return [
      {
        ...(await toOneContact(run, contact)),
        ...present({
          matchedBy: matchedBy(byEmail?.id, byPhone?.id),
          twoContacts: Boolean(byEmail && byPhone && byEmail.id !== byPhone.id),
          emailContactId: byEmail?.id,
          phoneContactId: byPhone?.id,
        }),
      },
    ];
  },
  sample: {
    ...contactSample,
    matchedBy: 'email and phone',
    twoContacts: false,
    emailContactId: contactSample.id,
    phoneContactId: contactSample.id,
  },
  outputFields: [
    ...contactOutput,
    { key: 'matchedBy', label: 'Matched By', type: 'string' },
    { key: 'twoContacts', label: 'Email and Phone Belong to Two Contacts', type: 'boolean' },
    { key: 'emailContactId', label: 'ID of the Contact With This Email', type: 'string' },
    { key: 'phoneContactId', label: 'ID of the Contact With This Phone', type: 'string' },
  ],
});
