import { unprocessable } from '../api-error.ts';
import type { Body } from '../body.ts';
import { checkCreate, checkUpdate, checkUpsert, contactChanges } from '../contact-body.ts';
import { duplicateOf, refuseDuplicate, withPhone } from '../duplicates.ts';
import type { AddRoute, Answer, Call } from '../routing.ts';
import { randomId } from '../seed/random.ts';
import { contactRecord, contactWithExtras, createdContact, traceId } from '../views.ts';
import type { Contact } from '../world.ts';
import { applied, contactOf } from './lookup.ts';

const READ = 'contacts.readonly';
const WRITE = 'contacts.write';

/** A contact: read, created, changed, deleted. */
export const addContactRoutes = (add: AddRoute): void => {
  add('GET', '/contacts/:contactId', READ, (call) => ({
    body: { contact: contactWithExtras(contactOf(call)) },
  }));

  add('POST', '/contacts/', WRITE, (call) => {
    checkCreate(call.body);
    refuseDuplicate(call.location, call.body);
    return { status: 201, wrote: true, body: { contact: createdContact(create(call)) } };
  });

  add('POST', '/contacts/upsert', WRITE, upsert);

  add('PUT', '/contacts/:contactId', WRITE, (call) => {
    const current = contactOf(call);
    checkUpdate(call.body);
    refuseDuplicate(call.location, call.body, current.id);
    const contact = update(call, current, call.body);
    return { wrote: true, body: { succeded: true, contact: contactRecord(contact) } };
  });

  add('DELETE', '/contacts/:contactId', WRITE, (call) => {
    call.location.deleteContact(contactOf(call).id);
    return { wrote: true, body: { succeded: true } };
  });
};

const upsert = (call: Call): Answer => {
  const { location, body } = call;
  checkUpsert(body);
  const wantsNew = location.allowDuplicateContact && body['createNewIfDuplicateAllowed'] === true;
  const match = wantsNew ? undefined : duplicateOf(location, body)?.contact;
  const contact = match ? update(call, match, reconciled(call, match)) : create(call);
  return {
    wrote: true,
    body: { new: !match, contact: contactRecord(contact), traceId: traceId() },
  };
};

/**
 * What an upsert changes of the contact that it found. A phone that is another contact's is left out
 * without a word (GoHighLevel/highlevel-api-docs#37), and so is the gender
 * (GoHighLevel/highlevel-api-docs#313).
 */
const reconciled = ({ location, body }: Call, { id }: Contact): Body => {
  const { gender: _gender, phone, ...rest } = body;
  const isTaken =
    !location.allowDuplicateContact &&
    typeof phone === 'string' &&
    withPhone(location, phone, id) !== undefined;
  return { ...rest, ...(phone !== undefined && !isTaken && { phone }) };
};

const create = ({ world, location, body }: Call): Contact => {
  const given = contactChanges(body, location);
  // Seen live: a location alone makes no contact.
  if (Object.keys(given).length === 0) {
    throw unprocessable('At least one of the contact fields is required');
  }
  const stamp = world.timestamp();
  const blank: Contact = {
    id: randomId(),
    locationId: location.id,
    type: 'lead',
    dnd: false,
    tags: [],
    customFields: [],
    additionalEmails: [],
    followers: [],
    workflows: [],
    campaigns: [],
    dateAdded: stamp,
    dateUpdated: stamp,
  };
  const contact = applied(blank, given);
  location.putContact(contact);
  return contact;
};

const update = ({ world, location }: Call, current: Contact, body: Body): Contact => {
  const changes = contactChanges(body, location, current);
  const contact = applied(current, { ...changes, dateUpdated: world.timestamp() });
  // A secondary e-mail that becomes the main one drops the old main one
  // (GoHighLevel/highlevel-api-docs#337).
  contact.additionalEmails = contact.additionalEmails.filter((email) => email !== contact.email);
  location.putContact(contact);
  return contact;
};
