import type { PlainInputField } from 'zapier-platform-core';

import { MAX_QUERY_LENGTH } from '../../ghl/contacts.ts';
import { WRITTEN, inputLabel } from '../../protiv/contact/fields.ts';
import type { WrittenKey } from '../../protiv/contact/fields.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { asLine, ifReadable } from '../../protiv/values/texts.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';
import type { Run } from '../platform/run.ts';
import { IF_UNUSABLE, IF_UNUSABLE_LABEL } from './left-out.ts';

/** The id of the contact that an action is about; also offers a search step in front. */
export const contactIdField = {
  key: 'contactId',
  label: 'Contact',
  required: true,
  ...dropdown.contacts,
  search: 'find_contact.id',
  helpText: 'Choose a contact, or map the Contact ID of an earlier step.',
} as const;

/** HighLevel recognises a person by this, and by the phone. */
export const emailField = {
  key: 'email',
  label: inputLabel('email'),
  placeholder: 'dana.reyes@example.com',
} as const;

export const phoneField = {
  key: 'phone',
  label: inputLabel('phone'),
  helpText:
    'In any format. A number without a country code, such as `+1`, is read as one of the sub-account’s country.',
} as const;

/** Text for HighLevel's own search. */
export const queryField = { key: 'query', label: 'Search Text' } as const;

/** What the editor needs besides the words. */
const LISTS: Partial<Record<WrittenKey, Pick<PlainInputField, 'choices' | 'resource'>>> = {
  assignedTo: dropdown.users,
};

/** Fields with inputs of their own, in places of their own. */
type Apart = 'email' | 'phone' | 'tags';

interface ProfileInput extends Omit<PlainInputField, 'key'> {
  key: Exclude<WrittenKey, Apart>;
}

/** The inputs of the other fields: those that all writes take, or those of creation only. */
const profileInputs = (creationOnly: boolean): ProfileInput[] =>
  WRITTEN.flatMap(({ key, label, help, type, only }) => {
    const isApart = key === 'email' || key === 'phone' || key === 'tags';
    if (isApart || (only !== undefined) !== creationOnly) return [];
    return [
      {
        key,
        label,
        ...(type && { type }),
        ...LISTS[key],
        ...(help && { helpText: help }),
      },
    ];
  });

const NAMES: readonly WrittenKey[] = ['firstName', 'lastName', 'name'];
const ADDRESS: readonly WrittenKey[] = ['address1', 'city', 'state', 'postalCode', 'country'];

/** What can be said of a contact when it is created and later on. */
const profileFields = profileInputs(false);

export const nameFields = profileFields.filter(({ key }) => NAMES.includes(key));

export const addressFields = profileFields.filter(({ key }) => ADDRESS.includes(key));

/** The rest. */
export const moreFields = profileFields.filter(
  ({ key }) => !NAMES.includes(key) && !ADDRESS.includes(key),
);

/** HighLevel's update refuses these. */
export const creationFields = profileInputs(true);

/** What becomes of a value that HighLevel could not take. */
export const ifUnusableField = {
  key: 'ifUnusable',
  label: IF_UNUSABLE_LABEL,
  default: 'skip',
  choices: IF_UNUSABLE,
  helpText:
    'Such as a phone that is none, or an option that does not exist. Ignored Fields names what was left out; the note holds what was typed.',
} as const;

/** Tags for a contact that is being made; an update leaves tags to the tag actions. */
export const newTagsField = {
  key: 'tags',
  label: 'Tags',
  list: true,
  ...dropdown.tags,
  helpText: 'A tag that HighLevel does not know yet is created.',
} as const;

/**
 * Text for HighLevel's free-text search; absent where it is blank, and where what is mapped can be in
 * no contact.
 *
 * @throws {InvalidInputError} when the Zap's maker typed more than HighLevel searches for
 */
export const readQuery = ({ input, isMapped }: Run<{ query?: unknown }>): string | undefined => {
  const read = (): string | undefined => asQuery(input.query);
  return isMapped(queryField.key) ? ifReadable(read) : read();
};

const asQuery = (value: unknown): string | undefined => {
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
