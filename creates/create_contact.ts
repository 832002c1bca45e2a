import { defineInputFields } from 'zapier-platform-core';

import type { Ghl } from '../lib/ghl/client/client.ts';
import { clock } from '../lib/ghl/client/clock.ts';
import { GhlError } from '../lib/ghl/client/errors.ts';
import { createOrDefer, idempotentCreate } from '../lib/ghl/client/idempotent-write.ts';
import { createContact, findDuplicate, getContact, searchContacts } from '../lib/ghl/contacts.ts';
import type { ContactBody, WireContact } from '../lib/ghl/schemas/contact.ts';
import { contactChanges } from '../lib/protiv/contact/changes.ts';
import { contactSample } from '../lib/protiv/contact/record.ts';
import { asChoice } from '../lib/protiv/values/input.ts';
import { InvalidInputError } from '../lib/protiv/values/invalid-input.ts';
import { createdBefore, rememberCreated } from '../lib/zapier/contact/created-before.ts';
import { customFieldsField } from '../lib/zapier/contact/custom-field-inputs.ts';
import {
  creationFields,
  emailField,
  identityLock,
  newTagsField,
  phoneField,
  profileFields,
} from '../lib/zapier/contact/input-fields.ts';
import { contactOutput, toOneContact, toWrittenContact } from '../lib/zapier/contact/output.ts';
import { afterWrite, contactRequest } from '../lib/zapier/contact/request.ts';
import type { ContactRequest } from '../lib/zapier/contact/request.ts';
import { ignoredFieldsOutput, wasCreatedOutput } from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';
import type { Context } from '../lib/zapier/platform/run.ts';

const IF_EXISTS_LABEL = 'If the Contact Exists Already';

const IF_EXISTS = {
  error: 'Stop with an error',
  return: 'Return the existing contact unchanged',
} as const;

const hasIdentity = (body: ContactBody): boolean =>
  [body.email, body.phone, body.firstName, body.lastName, body.name, body.companyName].some(
    Boolean,
  );

/** Who has the email or phone already. */
const findHolder = (ghl: Ghl, { body }: ContactRequest): Promise<WireContact | undefined> =>
  findDuplicate(ghl, { email: body.email ?? undefined, phone: body.phone ?? undefined });

/** The same person without email or phone, created by an earlier try of the same step. */
const findReplay = async (
  run: Context,
  request: ContactRequest,
): Promise<WireContact | undefined> => {
  const [created, { contacts }] = await Promise.all([
    createdBefore(run, request.body),
    searchContacts(run.ghl, {
      filters: [{ field: 'dateAdded', operator: 'range', value: { gte: replayWindowStart() } }],
      sort: { field: 'dateAdded', direction: 'desc' },
      pageLimit: 100,
    }),
  ]);
  if (created && isRecent(created)) return created;
  return contacts.find((contact) => isReplay(contact, request));
};

/** Zapier replays steps; what it sends again within this time is the same contact. */
const REPLAY_WINDOW_MS = 10 * 60_000;

const replayWindowStart = (): string => new Date(clock.now() - REPLAY_WINDOW_MS).toISOString();

const isRecent = ({ dateAdded }: WireContact): boolean => (dateAdded ?? '') >= replayWindowStart();

const isReplay = (existing: WireContact, { body, fields }: ContactRequest): boolean =>
  isRecent(existing) && contactChanges(existing, body, fields).changed.length === 0;

const answerExisting = async (
  run: Context,
  ifExists: keyof typeof IF_EXISTS,
  request: ContactRequest,
  existing: WireContact,
) => {
  if (ifExists === 'error' && !isReplay(existing, request)) {
    throw new InvalidInputError(
      `HighLevel already has a contact with this email or phone. Use the Create or Update Contact action instead, or choose “${IF_EXISTS.return}” under ${IF_EXISTS_LABEL}.`,
    );
  }
  return answerReplay(run, existing);
};

const answerReplay = async (run: Context, existing: WireContact) => ({
  ...(await toOneContact(run, existing)),
  wasCreated: false,
  ignoredFields: [],
});

export default createOperation({
  key: 'create_contact',
  noun: 'Contact',
  label: 'Create Contact',
  description: 'Creates a new contact, unless it exists already.',
  inputFields: defineInputFields([
    {
      ...emailField,
      helpText: 'Fill in at least an Email, a Phone, a name or a Company Name.',
    },
    phoneField,
    ...profileFields,
    ...creationFields,
    newTagsField,
    {
      key: 'ifExists',
      label: IF_EXISTS_LABEL,
      default: 'error',
      choices: IF_EXISTS,
      helpText: 'Contacts are recognized by email, then by phone.',
    },
    customFieldsField,
  ]),
  lock: identityLock,
  perform: async (run) => {
    const { ghl, input } = run;
    const ifExists = asChoice(IF_EXISTS_LABEL, input.ifExists, IF_EXISTS) ?? 'error';
    const request = await contactRequest(run, input, 'create');
    if (!hasIdentity(request.body)) {
      throw new InvalidInputError(
        'Fill in at least an Email, a Phone, a name or a Company Name, so that the contact can be found again.',
      );
    }

    const isUnique = Boolean(request.body.email || request.body.phone);
    const findExisting = (): Promise<WireContact | undefined> =>
      isUnique ? findHolder(ghl, request) : findReplay(run, request);
    const existing = await findExisting();
    if (existing && !isUnique) return answerReplay(run, existing);
    if (existing) return answerExisting(run, ifExists, request, existing);
    try {
      const write = isUnique ? idempotentCreate : createOrDefer;
      const created = await write(ghl, () => createContact(ghl, request.body), findExisting);
      if (!isUnique) await rememberCreated(run, request.body, created, REPLAY_WINDOW_MS / 1000);
      const { contact, ignoredFields } = await afterWrite(ghl, request, request.body, created);
      return { ...(await toWrittenContact(run, contact)), wasCreated: true, ignoredFields };
    } catch (error) {
      // HighLevel may know a duplicate that its own lookup did not show.
      const contactId = error instanceof GhlError ? error.details.contactId : undefined;
      if (!contactId) throw error;
      return answerExisting(run, ifExists, request, await getContact(ghl, contactId));
    }
  },
  sample: { ...contactSample, wasCreated: true },
  outputFields: [...contactOutput, wasCreatedOutput, ignoredFieldsOutput],
});
