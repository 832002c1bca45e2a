import { GhlError } from '../../ghl/client/errors.ts';
import { readBack, retryOnUnknownOutcome } from '../../ghl/client/idempotent-write.ts';
import { addTags, getContact, updateContact } from '../../ghl/contacts.ts';
import type { ContactBody, WireContact } from '../../ghl/schemas/contact.ts';
import { contactChanges, ignoredFields } from '../../protiv/contact/changes.ts';
import { inputLabel } from '../../protiv/contact/fields.ts';
import { afterAnswer } from '../../protiv/contact/overlay.ts';
import { heldTags } from '../../protiv/tag/record.ts';
import type { Context } from '../platform/run.ts';
import type { ContactRequest } from './request.ts';
import { keepingParts } from './shared-parts.ts';

/**
 * Sends a body. Where HighLevel refuses the e-mail or the phone and can do without, the rest is sent
 * once more: nobody is lost for one bad value.
 *
 * @param isEnough whether what is left is worth a request
 * @param refused which of the two HighLevel refuses
 * @returns the answer, and what was sent for it
 */
export const sendUsable = async <T>(
  { leftOut }: Pick<ContactRequest, 'leftOut'>,
  body: ContactBody,
  isEnough: (rest: ContactBody) => boolean,
  send: (body: ContactBody) => Promise<T>,
  refused: (error: GhlError) => Refusable | undefined = badValue,
): Promise<{ answer: T; sent: ContactBody }> => {
  try {
    return { answer: await send(body), sent: body };
  } catch (error) {
    const key = error instanceof GhlError ? refused(error) : undefined;
    if (!(error instanceof GhlError) || key === undefined || !body[key]) throw error;
    const { [key]: _refused, ...rest } = body;
    if (!isEnough(rest)) throw error;
    leftOut.refuse(inputLabel(key), reasonOf(error, key));
    return sendUsable({ leftOut }, rest, isEnough, send, refused);
  }
};

type Refusable = 'email' | 'phone';

const badValue = ({ code }: GhlError): Refusable | undefined => {
  if (code === 'bad_email') return 'email';
  return code === 'bad_phone' ? 'phone' : undefined;
};

/** Also what another contact has, where the sub-account allows each value only once. */
const badOrTaken = (error: GhlError): Refusable | undefined => {
  const { matchingField } = error.details;
  const isTaken = error.code === 'duplicate_contact';
  return isTaken && (matchingField === 'email' || matchingField === 'phone')
    ? matchingField
    : badValue(error);
};

const reasonOf = ({ code }: GhlError, key: Refusable): string =>
  code === 'duplicate_contact'
    ? `“${inputLabel(key)}” belongs to another contact.`
    : `HighLevel did not accept what “${inputLabel(key)}” holds.`;

/**
 * Updates a contact: sends what differs, and nothing when nothing does.
 *
 * @param wanted what the contact is to hold, custom fields as they lie over `current`
 * @returns the contact as it is then, and what was changed
 */
export const updateWith = async (
  run: Context,
  request: ContactRequest,
  current: WireContact,
  wanted: ContactBody,
): Promise<{ contact: WireContact; changed: string[] }> => {
  const { ghl } = run;
  const changed = new Set<string>();
  const apply = async (held: WireContact, body: ContactBody): Promise<WireContact> => {
    const changes = contactChanges(held, body, request.fields);
    if (changes.changed.length === 0) return held;
    const { answer, sent } = await sendUsable(
      request,
      changes.body,
      isNotEmpty,
      (usable) => retryOnUnknownOutcome(ghl, () => updateContact(ghl, current.id, usable)),
      badOrTaken,
    );
    for (const key of changes.changed) if (key.includes('.') || key in sent) changed.add(key);
    return settled(run, request, held, sent, answer);
  };
  const contact = await keepingParts(run, request, current, wanted, apply);
  return { contact, changed: [...changed] };
};

const isNotEmpty = (body: ContactBody): boolean => Object.keys(body).length > 0;

/**
 * What a write left. An answer need not hold every field (that of a creation has no time zone, by
 * GHL's official file), so the contact is read again before a field is called ignored.
 *
 * @param before the contact as it was; absent for a new one
 * @param sent the body as it was sent
 * @param answer the contact as the write answered it
 */
export const settled = async (
  { ghl }: Context,
  { fields, leftOut }: ContactRequest,
  before: WireContact | undefined,
  sent: ContactBody,
  answer: WireContact,
): Promise<WireContact> => {
  if (ignoredFields(sent, answer, fields).length === 0) return afterAnswer(before, sent, answer);
  const contact = await readBack(ghl, () => getContact(ghl, answer.id));
  if (contact === undefined) return afterAnswer(before, sent, answer);
  for (const label of ignoredFields(sent, contact, fields)) {
    leftOut.leave(label, `HighLevel did not keep “${label}”.`);
  }
  return contact;
};

/** Upsert replaces tags, so they are added by their own route, and only those that are new. */
export const withTags = async (
  { ghl }: Context,
  { tags }: ContactRequest,
  contact: WireContact,
): Promise<WireContact> => {
  const held = heldTags(contact.tags);
  const added = tags.filter((tag) => !held.has(tag));
  if (added.length === 0) return contact;
  return {
    ...contact,
    tags: await retryOnUnknownOutcome(ghl, () => addTags(ghl, contact.id, added)),
  };
};
