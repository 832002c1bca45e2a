import type { PlainOutputField } from 'zapier-platform-core';

import type { WireContact } from '../../ghl/schemas/contact.ts';
import {
  contactOutputFields,
  rareContactOutputFields,
  toContact,
} from '../../protiv/contact/record.ts';
import type { DoNotDisturbBody } from '../../protiv/contact/do-not-disturb.ts';
import { changedOutput, ignoredFieldsOutput } from '../fields/write-output.ts';

const FIELDS: readonly PlainOutputField[] = [
  ...contactOutputFields,
  ...rareContactOutputFields,
].filter(({ key }) => key.startsWith('dnd'));

export const dndOutput: PlainOutputField[] = [
  { key: 'id', label: 'ID', type: 'string' },
  { key: 'contactId', label: 'Contact ID', type: 'string' },
  ...FIELDS,
  changedOutput,
  ignoredFieldsOutput,
];

export const dndSample = {
  id: 'seD4PfOuKoVMLkEZqohJ',
  contactId: 'seD4PfOuKoVMLkEZqohJ',
  dnd: false,
  dndSms: true,
  changed: ['dndSms'],
  ignoredFields: [],
};

/** The settings of a contact, of the fields above. */
const settingsOf = (contact: WireContact): Map<string, unknown> => {
  const record = new Map<string, unknown>(Object.entries(toContact(contact)));
  return new Map(
    FIELDS.flatMap(({ key }): [string, unknown][] => {
      const value = record.get(key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
};

/**
 * What the action answers: the settings as they are now, which of them it changed, and which HighLevel
 * left as they were, such as those that a phone company has made permanent.
 *
 * @param sent absent where nothing had to be sent
 */
export const dndOutcome = (
  before: WireContact,
  sent: DoNotDisturbBody | undefined,
  answer: WireContact | undefined,
) => {
  const was = settingsOf(before);
  const wanted = settingsOf({ ...before, ...sent });
  const is = new Map([...wanted, ...(answer ? settingsOf(answer) : [])]);
  // What was not set before is off.
  const changed = FIELDS.filter(({ key }) => (was.get(key) ?? false) !== (is.get(key) ?? false));
  const ignored = FIELDS.filter(({ key }) => wanted.get(key) !== is.get(key));
  return {
    id: before.id,
    contactId: before.id,
    ...Object.fromEntries(is),
    changed: changed.map(({ key }) => key),
    ignoredFields: ignored.map(({ label, key }) => label ?? key),
  };
};
