import type { Ghl } from '../../ghl/client/client.ts';
import { findContactById, findDuplicate, searchContacts } from '../../ghl/contacts.ts';
import type { ContactBody, WireContact } from '../../ghl/schemas/contact.ts';
import { inputLabel } from '../../protiv/contact/fields.ts';
import { toContact } from '../../protiv/contact/record.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { isAnotherPerson } from '../../protiv/values/names.ts';
import type { ContactRequest } from './request.ts';

export interface Match {
  contact: WireContact;
  matchedBy: 'email' | 'phone';
  /** Whether it is the contact of somebody else, who shares the phone. */
  nameDiffers: boolean;
  /** What the step says, without what is another contact's. */
  body: ContactBody;
}

/**
 * The contact that a step is about, by e-mail, then by phone. GHL's own upsert takes whichever of two
 * people it finds first and drops the other's value (GoHighLevel/highlevel-api-docs#37), so both are
 * looked up, at the same time.
 *
 * @throws {InvalidInputError} when there is neither to look for
 */
export const findMatch = async (ghl: Ghl, request: ContactRequest): Promise<Match | undefined> => {
  const { body, leftOut } = request;
  if (!isRecognisable(body)) {
    leftOut.stopIfAny();
    throw new InvalidInputError(
      'Fill in an Email or a Phone: HighLevel recognizes an existing contact by one of them. For a contact with neither, use Create Contact.',
    );
  }
  const { byEmail, byPhone } = await lookUp(ghl, body);
  if (byEmail) {
    const isTaken = byPhone && byPhone.id !== byEmail.id && byEmail.phone !== body.phone;
    if (!isTaken) return { contact: byEmail, matchedBy: 'email', nameDiffers: false, body };
    leftOut.refuse(
      inputLabel('phone'),
      'The email belongs to one contact in HighLevel and the phone to another one. Merge the two contacts in HighLevel, or leave one of the two fields blank.',
    );
    const { phone: _taken, ...rest } = body;
    return { contact: byEmail, matchedBy: 'email', nameDiffers: false, body: rest };
  }
  if (!byPhone) return undefined;
  if (!isSomebodyElse(byPhone, body)) {
    return { contact: byPhone, matchedBy: 'phone', nameDiffers: false, body };
  }
  const namesake = await findBehindPhone(ghl, body);
  return {
    contact: namesake ?? byPhone,
    matchedBy: 'phone',
    nameDiffers: namesake === undefined,
    body,
  };
};

/** Whether HighLevel could recognise a person by this. */
export const isRecognisable = (body: ContactBody): boolean => Boolean(body.email || body.phone);

/** Who has the e-mail, and who has the phone. */
const lookUp = async (ghl: Ghl, body: ContactBody) => {
  const email = body.email ?? undefined;
  const phone = body.phone ?? undefined;
  const [byEmail, byPhone] = await Promise.all([
    email ? findDuplicate(ghl, { email }) : undefined,
    phone ? findDuplicate(ghl, { phone }) : undefined,
  ]);
  return { byEmail, byPhone };
};

/** Who has the e-mail or, failing that, the phone. */
export const findHolder = async (ghl: Ghl, body: ContactBody): Promise<WireContact | undefined> => {
  const { byEmail, byPhone } = await lookUp(ghl, body);
  return byEmail ?? byPhone;
};

const isSomebodyElse = (contact: WireContact, body: ContactBody): boolean => {
  const { firstName, lastName, name, companyName } = body;
  return isAnotherPerson(toContact(contact), {
    firstName: firstName ?? undefined,
    lastName: lastName ?? undefined,
    name: name ?? undefined,
    companyName: companyName ?? undefined,
  });
};

/** A family has one phone; more sharing it than this is no family. */
const MOST_SHARING = 20;

/**
 * The contact of this person among all that share the phone. Only search knows more than one of them,
 * and shows it seconds late.
 */
export const findBehindPhone = async (
  ghl: Ghl,
  body: ContactBody,
): Promise<WireContact | undefined> => {
  if (!body.phone) return undefined;
  const { contacts } = await searchContacts(ghl, {
    filters: [{ field: 'phone', operator: 'eq', value: body.phone }],
    sort: { field: 'dateAdded', direction: 'asc' },
    pageLimit: MOST_SHARING,
  });
  const candidate = contacts.find((contact) => !isSomebodyElse(contact, body));
  const contact = candidate && (await findContactById(ghl, candidate.id));
  return contact && contact.phone === body.phone && !isSomebodyElse(contact, body)
    ? contact
    : undefined;
};
