import { defineInputFields } from 'zapier-platform-core';

import { MAX_QUERY_LENGTH } from '../../ghl/contacts.ts';
import { CONTACT_LABELS } from '../../protiv/contact/record.ts';
import { asLine } from '../../protiv/values/input.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';

/** The id of the contact that an action is about; also offers a search step in front. */
export const contactIdField = {
  key: 'contactId',
  label: 'Contact',
  required: true,
  choices: dropdown.contacts,
  search: 'find_contact.id',
  helpText: 'Choose a contact, or map the Contact ID of an earlier step.',
} as const;

/** HighLevel recognises a person by this, and by the phone. */
export const emailField = {
  key: 'email',
  label: CONTACT_LABELS.email,
  placeholder: 'dana.reyes@example.com',
} as const;

export const phoneField = {
  key: 'phone',
  label: CONTACT_LABELS.phone,
  helpText:
    'In any format. A number without a country code, such as `+1`, is read as one of the sub-account’s country.',
} as const;

/** Text for HighLevel's own search. */
export const queryField = { key: 'query', label: 'Search Text' } as const;

/** What can be said of a contact when it is created and later on. */
export const profileFields = defineInputFields([
  { key: 'firstName', label: CONTACT_LABELS.firstName },
  { key: 'lastName', label: CONTACT_LABELS.lastName },
  {
    key: 'name',
    label: CONTACT_LABELS.name,
    helpText:
      'For a name that comes in one piece. Used only when First Name and Last Name are blank.',
  },
  {
    key: 'source',
    label: CONTACT_LABELS.source,
    helpText: 'Where the contact came from, such as `website form`.',
  },
  {
    key: 'assignedTo',
    label: CONTACT_LABELS.assignedTo,
    choices: dropdown.users,
    helpText: 'The user who owns the contact.',
  },
  { key: 'address1', label: CONTACT_LABELS.address1 },
  { key: 'city', label: CONTACT_LABELS.city },
  { key: 'state', label: CONTACT_LABELS.state },
  { key: 'postalCode', label: CONTACT_LABELS.postalCode },
  {
    key: 'country',
    label: CONTACT_LABELS.country,
    helpText: 'The name or the two-letter code, such as `Canada` or `CA`.',
  },
  { key: 'website', label: CONTACT_LABELS.website },
  {
    key: 'timezone',
    label: CONTACT_LABELS.timezone,
    helpText: 'The name of a time zone, such as `America/New_York`.',
  },
  {
    key: 'dateOfBirth',
    label: CONTACT_LABELS.dateOfBirth,
    type: 'datetime',
    helpText: 'Only the day counts, not the time, such as `1985-07-24`.',
  },
  {
    key: 'dnd',
    label: CONTACT_LABELS.dnd,
    type: 'boolean',
    helpText:
      'Choose **True** to stop all messages to this contact, or **False** to allow them again.',
  },
]);

/** HighLevel's update refuses these. */
export const creationFields = defineInputFields([
  {
    key: 'companyName',
    label: CONTACT_LABELS.companyName,
    helpText: 'HighLevel accepts this for new contacts only.',
  },
  {
    key: 'gender',
    label: CONTACT_LABELS.gender,
    helpText: 'HighLevel accepts this for new contacts only, and does not show it to Zaps.',
  },
]);

/** Tags for a contact that is being made; an update leaves tags to the tag actions. */
export const newTagsField = {
  key: 'tags',
  label: 'Tags',
  list: true,
  choices: dropdown.tags,
  helpText: 'A tag that HighLevel does not know yet is created.',
} as const;

/**
 * Text for HighLevel's free-text search.
 *
 * @throws {InvalidInputError} when it is longer than HighLevel takes
 */
export const asQuery = (value: unknown): string | undefined => {
  const { label } = queryField;
  const query = asLine(label, value);
  if (query === undefined || query.length <= MAX_QUERY_LENGTH) return query;
  throw new InvalidInputError(
    `“${label}” takes at most ${MAX_QUERY_LENGTH} characters, because HighLevel searches for no more. Shorten it.`,
  );
};

/** Zapier runs steps that share this key one after another; GHL has no idempotency keys. */
export const contactLock = {
  key: 'contact:{{bundle.inputData.contactId}}',
  scope: ['auth' as const],
};

/** The same for steps that do not know yet which contact they are about. */
export const identityLock = {
  key: 'contact:{{bundle.inputData.email}}:{{bundle.inputData.phone}}',
  scope: ['auth' as const],
};
