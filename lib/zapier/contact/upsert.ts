import { idempotentCreate } from '../../ghl/client/idempotent-write.ts';
import { upsertContact } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import type { Context } from '../platform/run.ts';
import { leaveAll, otherNameField, separateContact, updatable } from './identity.ts';
import type { IdentityChoices } from './identity.ts';
import { findHolder, isRecognisable } from './matching.ts';
import type { Match } from './matching.ts';
import type { ContactRequest } from './request.ts';
import { sendUsable, settled, updateWith, withTags } from './write.ts';

/** What a step has done, and with which contact. */
interface Done {
  contact: WireContact;
  wasCreated: boolean;
  matchedBy?: Match['matchedBy'];
  /** Whether the phone is that of a contact with another name. */
  nameDiffers?: boolean;
  /** The phone that the contact had before. */
  previousPhone?: string;
  changed: string[];
}

/** Creates the contact of somebody whom HighLevel does not know yet. */
export const createUnmatched = async (run: Context, request: ContactRequest): Promise<Done> => {
  const { ghl } = run;
  const { answer, sent } = await sendUsable(request, request.body, isRecognisable, (body) =>
    idempotentCreate(
      ghl,
      () => upsertContact(ghl, body),
      async () => {
        const contact = await findHolder(ghl, body);
        return contact && { contact, wasCreated: true };
      },
    ),
  );
  const contact = await settled(run, request, undefined, sent, answer.contact);
  return {
    contact: await withTags(run, request, contact),
    wasCreated: answer.wasCreated,
    changed: [],
  };
};

/**
 * Updates the contact that matches, as far as it is the same person's.
 *
 * @throws {InvalidInputError} where the step is to stop
 */
export const updateMatched = async (
  run: Context,
  request: ContactRequest,
  match: Match,
  choices: IdentityChoices,
): Promise<Done> => {
  const { contact: current, matchedBy, nameDiffers } = match;
  const found = { wasCreated: false, matchedBy, ...(nameDiffers && { nameDiffers }) };
  if (nameDiffers && choices.name !== 'keep' && choices.name !== 'replace') {
    return asideFrom(run, request, match, choices);
  }
  const customFields = request.customFieldsOver(current.customFields);
  const wanted = {
    ...updatable(request, match, choices),
    ...(customFields && { customFields }),
  };
  const { contact, changed } = await updateWith(run, request, current, wanted);
  const isReplaced = matchedBy === 'email' && current.phone && changed.includes('phone');
  return {
    contact: await withTags(run, request, contact),
    ...found,
    ...(isReplaced && { previousPhone: current.phone ?? '' }),
    changed,
  };
};

/** What is done for somebody who shares the phone of a contact that must not become theirs. */
const asideFrom = async (
  run: Context,
  request: ContactRequest,
  match: Match,
  { name: choice }: IdentityChoices,
): Promise<Done> => {
  if (choice === 'stop') {
    throw new InvalidInputError(
      `HighLevel has this phone under another first name, and an update would turn that contact into somebody else. Choose under “${otherNameField.label}” what is to become of such a contact.`,
    );
  }
  if (choice === 'separate') {
    const separate = await separateContact(run, request, match.body);
    if (separate) {
      return {
        contact: await withTags(run, request, separate.contact),
        wasCreated: separate.wasCreated,
        nameDiffers: true,
        changed: [],
      };
    }
  }
  leaveAll(
    request,
    match,
    choice === 'separate'
      ? 'The contact with this phone has another first name, and the sub-account does not allow a second contact with the same phone, so the contact was left as it is.'
      : 'The contact with this phone has another first name, so it was left as it is.',
  );
  return {
    contact: match.contact,
    wasCreated: false,
    matchedBy: match.matchedBy,
    nameDiffers: true,
    changed: [],
  };
};
