import { ApiError } from './api-error.ts';
import { textOf } from './body.ts';
import type { Body } from './body.ts';
import { storedPhone } from './phone.ts';
import type { Contact, Location } from './world.ts';

export interface Duplicate {
  contact: Contact;
  matchingField: 'email' | 'phone';
}

const owner = (location: Location, ids: readonly string[], except?: string): Contact | undefined =>
  location.contacts.get(ids.find((id) => id !== except) ?? '');

export const withEmail = (
  location: Location,
  email: string,
  except?: string,
): Contact | undefined => owner(location, location.withEmail(email), except);

/** @param phone E.164, or as a user of the location's country writes it */
export const withPhone = (
  location: Location,
  phone: string,
  except?: string,
): Contact | undefined => {
  const stored = storedPhone(phone, location.country);
  return stored === undefined ? undefined : owner(location, location.withPhone(stored), except);
};

/** Who has this e-mail or, failing that, this phone. */
export const duplicateOf = (
  location: Location,
  { email, phone }: Body,
  except?: string,
): Duplicate | undefined => {
  const byEmail = email ? withEmail(location, textOf(email), except) : undefined;
  if (byEmail) return { contact: byEmail, matchingField: 'email' };
  const byPhone = phone ? withPhone(location, textOf(phone), except) : undefined;
  return byPhone && { contact: byPhone, matchingField: 'phone' };
};

/**
 * @throws {ApiError} 400 with `meta` (seen live; in no official file)
 */
export const refuseDuplicate = (location: Location, body: Body, except?: string): void => {
  if (location.allowDuplicateContact) return;
  const found = duplicateOf(location, body, except);
  if (!found) return;
  const { contact, matchingField } = found;
  throw new ApiError(400, 'This location does not allow duplicated contacts.', {
    meta: { contactId: contact.id, matchingField },
  });
};
