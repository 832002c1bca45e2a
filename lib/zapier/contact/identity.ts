import { createOrDefer } from '../../ghl/client/idempotent-write.ts';
import { upsertContact } from '../../ghl/contacts.ts';
import { getLocation } from '../../ghl/locations.ts';
import type { ContactBody, WireContact } from '../../ghl/schemas/contact.ts';
import { ignoredFields } from '../../protiv/contact/changes.ts';
import { inputLabel } from '../../protiv/contact/fields.ts';
import { toContact } from '../../protiv/contact/record.ts';
import { heldTags } from '../../protiv/tag/record.ts';
import { asChoice } from '../../protiv/values/choices.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { isPlaceholder } from '../../protiv/values/names.ts';
import type { Context } from '../platform/run.ts';
import { createdBefore, rememberCreated } from './created-before.ts';
import { findBehindPhone } from './matching.ts';
import type { Match } from './matching.ts';
import { REPLAY_WINDOW_MS } from './replay.ts';
import type { ContactRequest } from './request.ts';
import { sendUsable, settled } from './write.ts';

/** What becomes of a contact whose name, e-mail or phone is another than the step's. */
export const otherNameField = {
  key: 'otherName',
  label: 'If the Name Differs',
  default: 'leave',
  choices: {
    leave: 'Leave the contact as it is and go on',
    separate: 'Make a separate contact, where the sub-account allows duplicates',
    keep: 'Update the contact and keep its name',
    replace: 'Update the contact and replace its name',
    stop: 'Stop with an error',
  },
  helpText:
    'When only the phone matches, and the contact has another first name: families and companies share phones.',
} as const;

export const otherEmailField = {
  key: 'otherEmail',
  label: 'If the Phone Matches but the Email Differs',
  default: 'keep',
  choices: {
    keep: 'Update the contact and keep its email',
    replace: 'Update the contact and replace its email',
    stop: 'Stop with an error',
  },
  helpText: 'A contact has one main email in HighLevel, so replacing it loses the old one.',
} as const;

export const otherPhoneField = {
  key: 'otherPhone',
  label: 'If the Phone Differs',
  default: 'replace',
  choices: {
    replace: 'Update the contact and replace its phone',
    keep: 'Update the contact and keep its phone',
  },
  helpText: 'When the email matches. The old phone is in the output as Previous Phone.',
} as const;

export interface IdentityChoices {
  name: keyof typeof otherNameField.choices;
  email: keyof typeof otherEmailField.choices;
  phone: keyof typeof otherPhoneField.choices;
}

export const identityChoices = (input: Readonly<Record<string, unknown>>): IdentityChoices => ({
  name: asChoice(otherNameField.label, input['otherName'], otherNameField.choices) ?? 'leave',
  email: asChoice(otherEmailField.label, input['otherEmail'], otherEmailField.choices) ?? 'keep',
  phone: asChoice(otherPhoneField.label, input['otherPhone'], otherPhoneField.choices) ?? 'replace',
});

/**
 * What an update of the match may hold, by the step's choices; what it may not is left out.
 *
 * @throws {InvalidInputError} where the step is to stop
 */
export const updatable = (
  request: ContactRequest,
  match: Match,
  choices: IdentityChoices,
): ContactBody => {
  const { contact, body, nameDiffers } = match;
  const named = nameDiffers && choices.name === 'keep' ? withoutName(request, body) : body;
  return withoutCreationOnly(
    request,
    contact,
    withoutLostPhone(
      request,
      contact,
      withoutLostEmail(request, match, withoutCallerId(contact, named), choices),
      choices,
    ),
  );
};

/** Of `WIRELESS CALLER` nothing stays beside the first name that replaces a part of it. */
const withoutCallerId = (contact: WireContact, body: ContactBody): ContactBody => {
  const { firstName = '', lastName = '' } = toContact(contact);
  if (!firstName || !lastName || !isPlaceholder(`${firstName} ${lastName}`)) return body;
  if (body.firstName && !body.lastName && body.firstName !== firstName) {
    return { ...body, lastName: null };
  }
  if (body.lastName && !body.firstName && body.lastName !== lastName) {
    return { ...body, firstName: null };
  }
  return body;
};

const withoutName = ({ leftOut }: ContactRequest, body: ContactBody): ContactBody => {
  const { firstName, lastName, name, ...rest } = body;
  for (const [key, value] of Object.entries({ firstName, lastName, name })) {
    if (value && isNameKey(key)) {
      leftOut.leave(inputLabel(key), 'The contact with this phone keeps its name, which differs.');
    }
  }
  return rest;
};

const isNameKey = (key: string): key is 'firstName' | 'lastName' | 'name' =>
  key === 'firstName' || key === 'lastName' || key === 'name';

/**
 * Updating the main e-mail drops the old one for good (GoHighLevel/highlevel-api-docs#337), also when
 * the new one is already among the contact's additional e-mails.
 */
const withoutLostEmail = (
  { leftOut }: ContactRequest,
  { contact, matchedBy }: Match,
  body: ContactBody,
  { email: choice }: IdentityChoices,
): ContactBody => {
  const { email: held, additionalEmails = [] } = toContact(contact);
  const { email, ...rest } = body;
  if (!held || !email || isSameEmail(held, email) || choice === 'replace') return body;
  if (choice === 'stop') {
    throw new InvalidInputError(
      `HighLevel has this contact with another main email, which an update would lose. Choose under “${otherEmailField.label}” whether to keep or to replace it.`,
    );
  }
  // Whom HighLevel finds by an e-mail has it, if not as the main one; its lookup shows no others.
  const isHeld =
    matchedBy === 'email' || additionalEmails.some((other) => isSameEmail(other, email));
  if (!isHeld) {
    leftOut.leave(inputLabel('email'), 'The contact keeps its main email, which differs.');
  }
  return rest;
};

const isSameEmail = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const withoutLostPhone = (
  { leftOut }: ContactRequest,
  current: WireContact,
  body: ContactBody,
  { phone: choice }: IdentityChoices,
): ContactBody => {
  const { phone: held, additionalPhones = [] } = toContact(current);
  const { phone, ...rest } = body;
  if (!held || !phone || held === phone || choice === 'replace') return body;
  if (!additionalPhones.includes(phone)) {
    leftOut.leave(inputLabel('phone'), 'The contact keeps its phone, which differs.');
  }
  return rest;
};

/** GHL's `PUT` takes neither. */
const withoutCreationOnly = (
  { leftOut }: ContactRequest,
  current: WireContact,
  { companyName, gender, ...rest }: ContactBody,
): ContactBody => {
  for (const label of creationOnly({ companyName, gender }, current)) {
    leftOut.leave(label, `HighLevel takes “${label}” for new contacts only.`);
  }
  return rest;
};

/** Labels of what only a new contact could take; a contact that shows no gender may have another. */
const creationOnly = (
  { companyName, gender }: Readonly<Record<'companyName' | 'gender', string | null | undefined>>,
  current: WireContact,
): string[] => {
  const shown = ignoredFields(
    { ...(companyName && { companyName }), ...(gender && { gender }) },
    current,
    new Map(),
  );
  const isHidden = Boolean(gender) && toContact(current).gender === undefined;
  return isHidden ? [...shown, inputLabel('gender')] : shown;
};

/** Leaves the contact of somebody else as it is: all that it does not hold already is left out. */
export const leaveAll = (
  { leftOut, fields, tags }: ContactRequest,
  { contact, body }: Match,
  reason: string,
): void => {
  const { companyName, gender, ...rest } = body;
  const held = heldTags(contact.tags);
  const labels = [
    ...ignoredFields(rest, contact, fields),
    ...creationOnly({ companyName, gender }, contact),
    ...(tags.some((tag) => !held.has(tag)) ? [inputLabel('tags')] : []),
  ];
  for (const label of labels) leftOut.leave(label, reason);
};

/**
 * A contact of its own for somebody who shares another one's phone.
 *
 * @returns `undefined` where the sub-account forbids two contacts with one phone
 */
export const separateContact = async (
  run: Context,
  request: ContactRequest,
  body: ContactBody,
): Promise<{ contact: WireContact; wasCreated: boolean } | undefined> => {
  const { ghl } = run;
  const { settings } = await getLocation(ghl);
  if (settings?.allowDuplicateContact !== true) return undefined;
  const before = await createdBefore(run, body);
  if (before) return { contact: before, wasCreated: false };
  const { answer, sent } = await sendUsable(
    request,
    body,
    (rest) => Boolean(rest.phone || rest.email),
    (usable) =>
      createOrDefer(
        ghl,
        () => upsertContact(ghl, { ...usable, createNewIfDuplicateAllowed: true }),
        async () => {
          const contact = await findBehindPhone(ghl, usable);
          return contact && { contact, wasCreated: true };
        },
      ),
  );
  const { contact, wasCreated } = answer;
  await rememberCreated(run, body, contact, REPLAY_WINDOW_MS / 1000);
  return { contact: await settled(run, request, undefined, sent, contact), wasCreated };
};
