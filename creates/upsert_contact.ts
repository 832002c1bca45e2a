import { defineInputFields } from 'zapier-platform-core';

import type { Ghl } from '../lib/ghl/client/client.ts';
import { idempotentCreate, retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { addTags, findDuplicate, updateContact, upsertContact } from '../lib/ghl/contacts.ts';
import type { ContactBody, WireContact } from '../lib/ghl/schemas/contact.ts';
import { contactChanges, ignoredFields } from '../lib/protiv/contact/changes.ts';
import { CONTACT_LABELS, contactSample } from '../lib/protiv/contact/record.ts';
import { overHeld } from '../lib/protiv/custom-field/body.ts';
import { asMultipleChoice } from '../lib/protiv/custom-field/inputs.ts';
import { heldTags } from '../lib/protiv/tag/record.ts';
import { asChoice, asTags } from '../lib/protiv/values/input.ts';
import { InvalidInputError } from '../lib/protiv/values/invalid-input.ts';
import { customFieldsAndChoiceField } from '../lib/zapier/contact/custom-field-inputs.ts';
import {
  creationFields,
  emailField,
  identityLock,
  newTagsField,
  phoneField,
  profileFields,
} from '../lib/zapier/contact/input-fields.ts';
import { contactOutput, toWrittenContact } from '../lib/zapier/contact/output.ts';
import { afterWrite, contactRequest } from '../lib/zapier/contact/request.ts';
import type { ContactRequest } from '../lib/zapier/contact/request.ts';
import {
  changedOutput,
  ignoredFieldsOutput,
  wasCreatedOutput,
} from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

const OTHER_EMAIL_LABEL = 'If the Phone Matches but the Email Differs';

const OTHER_EMAIL = {
  stop: 'Stop with an error',
  keep: 'Update the contact and keep its email',
  replace: 'Update the contact and replace its email',
} as const;

interface Match {
  contact: WireContact;
  matchedBy: 'email' | 'phone';
}

/**
 * GHL's own upsert takes whichever of two people it finds first and drops the other's value
 * (GoHighLevel/highlevel-api-docs#37), so both are looked up, at the same time.
 */
const findMatch = async (ghl: Ghl, body: ContactBody): Promise<Match | undefined> => {
  const email = body.email ?? undefined;
  const phone = body.phone ?? undefined;
  if (!email && !phone) {
    throw new InvalidInputError(
      'Fill in an Email or a Phone: HighLevel recognizes an existing contact by one of them. For a contact with neither, use Create Contact.',
    );
  }
  const [byEmail, byPhone] = await Promise.all([
    email ? findDuplicate(ghl, { email }) : undefined,
    phone ? findDuplicate(ghl, { phone }) : undefined,
  ]);
  if (byEmail && byPhone && byEmail.id !== byPhone.id) {
    throw new InvalidInputError(
      'The email belongs to one contact in HighLevel and the phone to another one. Merge the two contacts in HighLevel, or leave one of the two fields blank.',
    );
  }
  if (byEmail) return { contact: byEmail, matchedBy: 'email' };
  return byPhone && { contact: byPhone, matchedBy: 'phone' };
};

/**
 * Updating the main e-mail drops the old one for good (GoHighLevel/highlevel-api-docs#337), also when
 * the new one is already among the contact's additional e-mails.
 */
const withoutLostEmail = (
  current: WireContact,
  body: ContactBody,
  choice: keyof typeof OTHER_EMAIL,
): ContactBody => {
  const held = current.email?.toLowerCase();
  const differs = held && body.email && held !== body.email.toLowerCase();
  if (!differs || choice === 'replace') return body;
  const { email: _kept, ...rest } = body;
  if (choice === 'keep') return rest;
  throw new InvalidInputError(
    `HighLevel has this contact with another main email, which an update would lose. Choose under “${OTHER_EMAIL_LABEL}” whether to keep or to replace it.`,
  );
};

/** Boxes and choices that the contact has are not lost. */
const overCurrent = (
  { body, fields }: ContactRequest,
  current: WireContact,
  input: Readonly<Record<string, unknown>>,
): ContactBody => {
  if (!body.customFields) return body;
  const multipleChoice = asMultipleChoice(input['multipleChoice']);
  return {
    ...body,
    customFields: overHeld(body.customFields, fields, current.customFields, multipleChoice),
  };
};

/** What an update may hold, and labels of the values that it would have to leave behind. */
const splitForUpdate = (
  { companyName, gender, ...updatable }: ContactBody,
  current: WireContact,
): { updatable: ContactBody; onlyAtCreation: string[] } => {
  // A contact never shows its gender, so whether it differs cannot be known.
  const gone = { ...(companyName && { companyName }), ...(gender && { gender }) };
  return {
    updatable,
    onlyAtCreation: [
      ...ignoredFields(gone, current, new Map()),
      ...(gender ? [CONTACT_LABELS.gender] : []),
    ],
  };
};

/** Upsert replaces tags, so they are added by their own route, and only those that are new. */
const withTags = async (ghl: Ghl, contact: WireContact, tags: unknown): Promise<WireContact> => {
  const held = heldTags(contact.tags);
  const added = asTags(tags).filter((tag) => !held.has(tag));
  if (added.length === 0) return contact;
  return {
    ...contact,
    tags: await retryOnUnknownOutcome(ghl, () => addTags(ghl, contact.id, added)),
  };
};

export default createOperation({
  key: 'upsert_contact',
  noun: 'Contact',
  label: 'Create or Update Contact',
  description: 'Creates a contact, or updates the one that has the same email or phone.',
  inputFields: defineInputFields([
    {
      ...emailField,
      helpText: 'Fill in Email, Phone or both: they tell whether the contact exists already.',
    },
    phoneField,
    ...profileFields,
    ...creationFields,
    {
      ...newTagsField,
      helpText: 'Added to the tags that the contact already has; no tag is removed.',
    },
    {
      key: 'otherEmail',
      label: OTHER_EMAIL_LABEL,
      default: 'stop',
      choices: OTHER_EMAIL,
      helpText: 'A contact has one main email in HighLevel, so replacing it loses the old one.',
    },
    customFieldsAndChoiceField,
  ]),
  lock: identityLock,
  perform: async (run) => {
    const { ghl, input } = run;
    const otherEmail = asChoice(OTHER_EMAIL_LABEL, input.otherEmail, OTHER_EMAIL) ?? 'stop';
    const request = await contactRequest(run, input, 'upsert');
    const match = await findMatch(ghl, request.body);
    if (!match) {
      const answer = await idempotentCreate(
        ghl,
        () => upsertContact(ghl, request.body),
        async () => {
          const written = await findMatch(ghl, request.body);
          return written && { contact: written.contact, wasCreated: true };
        },
      );
      const kept = await afterWrite(ghl, request, request.body, answer.contact);
      return {
        ...(await toWrittenContact(run, await withTags(ghl, kept.contact, input.tags))),
        wasCreated: answer.wasCreated,
        changed: [],
        ignoredFields: kept.ignoredFields,
      };
    }

    const { contact: current, matchedBy } = match;
    const wanted = withoutLostEmail(current, overCurrent(request, current, input), otherEmail);
    const { updatable, onlyAtCreation } = splitForUpdate(wanted, current);
    const { body, changed } = contactChanges(current, updatable, request.fields);
    const answer =
      changed.length > 0
        ? await retryOnUnknownOutcome(ghl, () => updateContact(ghl, current.id, body))
        : current;
    const kept = await afterWrite(ghl, request, body, answer);
    return {
      ...(await toWrittenContact(run, await withTags(ghl, kept.contact, input.tags))),
      wasCreated: false,
      matchedBy,
      changed,
      ignoredFields: [...kept.ignoredFields, ...onlyAtCreation],
    };
  },
  sample: {
    ...contactSample,
    wasCreated: false,
    changed: ['source'],
    ignoredFields: [],
  },
  outputFields: [
    ...contactOutput,
    wasCreatedOutput,
    { key: 'matchedBy', label: 'Matched By', type: 'string' },
    changedOutput,
    ignoredFieldsOutput,
  ],
});
