import { defineInputFields } from 'zapier-platform-core';
import type { Bundle, ZObject } from 'zapier-platform-core';

import { Ghl } from '../ghl/client.ts';
import { MAX_QUERY_LENGTH } from '../ghl/contacts.ts';
import { clearableFields } from '../protiv/contact-input.ts';
import { CONTACT_LABELS } from '../protiv/contact.ts';
import { customFieldInputs } from '../protiv/custom-field-input.ts';
import { InvalidInputError } from '../protiv/errors.ts';
import { asLine } from '../protiv/input.ts';
import { dropdown } from './dropdowns.ts';
import { guarded } from './guarded.ts';
import { freshCustomFields } from './location.ts';

/** The id of the contact that an action is about; also offers a search step in front. */
export const contactIdField = {
  key: 'contactId',
  label: 'Contact',
  required: true,
  choices: dropdown.contacts,
  search: 'find_contact.id',
  helpText: 'Choose a contact, or map the Contact ID of an earlier step.',
} as const;

/** What HighLevel recognises a person by. */
export const identityFields = defineInputFields([
  { key: 'email', label: CONTACT_LABELS.email, placeholder: 'dana.reyes@example.com' },
  {
    key: 'phone',
    label: CONTACT_LABELS.phone,
    helpText:
      'In any format. Without a country code, such as `+1`, the number is read as one of the sub-account’s own country.',
  },
]);

/** What can be said of a contact when it is created and later on. */
export const profileFields = defineInputFields([
  { key: 'firstName', label: CONTACT_LABELS.firstName },
  { key: 'lastName', label: CONTACT_LABELS.lastName },
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
    helpText: 'A name such as `America/New_York`.',
  },
  {
    key: 'dateOfBirth',
    label: CONTACT_LABELS.dateOfBirth,
    helpText: 'Such as `1985-07-24`.',
  },
  {
    key: 'dnd',
    label: CONTACT_LABELS.dnd,
    type: 'boolean',
    helpText: 'Switches all messages to this contact off (yes) or on (no).',
  },
]);

/** HighLevel's update refuses these. */
export const creationFields = defineInputFields([
  {
    key: 'companyName',
    label: CONTACT_LABELS.companyName,
    helpText: 'HighLevel takes it for a new contact only.',
  },
  {
    key: 'gender',
    label: CONTACT_LABELS.gender,
    helpText: 'HighLevel takes it for a new contact only, and does not show it to Zaps.',
  },
]);

/** Tags for a contact that is being made; an update leaves tags to the tag actions. */
export const newTagsField = {
  key: 'tags',
  label: 'Tags',
  list: true,
  choices: dropdown.tags,
  helpText: 'A tag that is new to HighLevel is defined along the way.',
} as const;

/** One typed field for each custom field of the connected location. */
export const customFieldsField = guarded(async (z: ZObject, bundle: Bundle) =>
  customFieldInputs(await freshCustomFields(new Ghl(z, bundle))),
);

/** What an update can empty; leaving a field blank leaves it alone. */
export const fieldsToClearField = guarded(async (z: ZObject, bundle: Bundle) => [
  {
    key: 'fieldsToClear',
    label: 'Fields to Clear',
    list: true,
    choices: clearableFields(await freshCustomFields(new Ghl(z, bundle))),
    helpText: 'These fields are emptied in HighLevel. A blank field above is left as it is.',
  },
]);

/**
 * Text for HighLevel's free-text search.
 *
 * @throws {InvalidInputError} when it is longer than HighLevel takes
 */
export const asQuery = (label: string, value: unknown): string | undefined => {
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
