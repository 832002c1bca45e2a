import type { OutputFields } from 'zapier-platform-core';

import type { WireContact } from '../../ghl/schemas/contact.ts';
import { contactSample } from '../../protiv/contact/record.ts';
import { present } from '../../protiv/values/present.ts';
import type { Run } from '../platform/run.ts';
import { contactOutput, toOneContact } from './output.ts';

/** HighLevel itself looks at the phone only where it knows no such email, so each is asked alone. */
const matchedBy = (emailContact: string | undefined, phoneContact: string | undefined): string => {
  if (emailContact === undefined) return 'phone';
  return emailContact === phoneContact ? 'email and phone' : 'email';
};

/**
 * The contact that has an email or a phone already, and whether that is one contact.
 *
 * @returns the one with the email, before the one with the phone; `[]` where nobody has either
 */
export const duplicateOf = async (
  run: Run<unknown>,
  byEmail: WireContact | undefined,
  byPhone: WireContact | undefined,
) => {
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
};

export const duplicateSample = {
  ...contactSample,
  matchedBy: 'email and phone',
  twoContacts: false,
  emailContactId: contactSample.id,
  phoneContactId: contactSample.id,
};

export const duplicateOutput: OutputFields = [
  ...contactOutput,
  { key: 'matchedBy', label: 'Matched By', type: 'string' },
  { key: 'twoContacts', label: 'Email and Phone Belong to Two Contacts', type: 'boolean' },
  { key: 'emailContactId', label: 'ID of the Contact With This Email', type: 'string' },
  { key: 'phoneContactId', label: 'ID of the Contact With This Phone', type: 'string' },
];
