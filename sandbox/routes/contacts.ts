import { ApiError, unprocessable } from '../api-error.ts';
import { checkBody, checkQuery, list, number, required, text } from '../body.ts';
import { checkCreate, checkUpdate, checkUpsert, contactChanges } from '../contact-body.ts';
import { storedPhone } from '../phone.ts';
import type { AddRoute, Call } from '../routing.ts';
import { randomId } from '../seed/random.ts';
import { contactRecord, contactRow, contactWithExtras, traceId } from '../views.ts';
import type { Contact, Location } from '../world.ts';
import { applied, contactOf } from './lookup.ts';

const READ = 'contacts.readonly';
const WRITE = 'contacts.write';

/** The contact routes themselves; tags, tasks, notes and appointments have files of their own. */
export const addContactRoutes = (add: AddRoute): void => {
  add('POST', '/contacts/search', READ, ({ location, body }) => {
    checkBody(body, {
      locationId: required(text),
      pageLimit: required(number),
      page: number,
      searchAfter: list,
      query: text,
      filters: list,
      sort: list,
    });
    const { rows, total } = location.search.find(body);
    return {
      body: {
        contacts: rows.map(({ contact, searchAfter }) => contactRow(contact, searchAfter)),
        total,
        traceId: traceId(),
      },
    };
  });

  add('GET', '/contacts/search/duplicate', READ, ({ location, query }) => {
    checkQuery(query, ['number', 'email'], ['locationId']);
    const found = duplicateOf(location, query['email'], query['number']);
    return { body: found ? { contact: contactRecord(found.contact), traceId: traceId() } : {} };
  });

  add('GET', '/contacts/business/:businessId', READ, ({ location, params, query }) => {
    checkQuery(query, ['limit', 'skip', 'query'], ['locationId']);
    const all = [...location.contacts.values()].filter(
      ({ businessId }) => businessId === params['businessId'],
    );
    const skip = Number(query['skip'] ?? 0);
    const contacts = all.slice(skip, skip + Number(query['limit'] ?? 25));
    return { body: { contacts: contacts.map(contactRecord), count: all.length } };
  });

  add('GET', '/contacts/', READ, listContacts);

  add('GET', '/contacts/:contactId', READ, (call) => ({
    body: { contact: contactWithExtras(contactOf(call)), traceId: traceId() },
  }));

  add('POST', '/contacts/', WRITE, ({ world, location, body }) => {
    checkCreate(body);
    const contact = created(world.timestamp(), location, body);
    return {
      status: 201,
      wrote: true,
      body: { contact: contactRecord(contact), traceId: traceId() },
    };
  });

  add('POST', '/contacts/upsert', WRITE, ({ world, location, body }) => {
    checkUpsert(body);
    const again = location.allowDuplicateContact && body['createNewIfDuplicateAllowed'] === true;
    const match = again
      ? undefined
      : duplicateOf(location, textOf(body['email']), textOf(body['phone']));
    const contact = match
      ? updated(world.timestamp(), location, match.contact, body)
      : created(world.timestamp(), location, body);
    return {
      wrote: true,
      body: { new: !match, contact: contactRecord(contact), traceId: traceId() },
    };
  });

  add('PUT', '/contacts/:contactId', WRITE, (call) => {
    const { world, location, body } = call;
    const current = contactOf(call);
    checkUpdate(body);
    refuseDuplicate(location, body, current.id);
    const contact = updated(world.timestamp(), location, current, body);
    return {
      wrote: true,
      body: { succeded: true, contact: contactRecord(contact), traceId: traceId() },
    };
  });

  add('DELETE', '/contacts/:contactId', WRITE, (call) => {
    call.location.deleteContact(contactOf(call).id);
    return { wrote: true, body: { succeded: true, traceId: traceId() } };
  });

  add('POST', '/contacts/bulk/business', WRITE, ({ world, location, body }) => {
    checkBody(body, {
      locationId: required(text),
      ids: required(list),
      businessId: { ...text, nullable: true },
    });
    const ids = Array.isArray(body['ids']) ? body['ids'].map(String) : [];
    if (ids.length > 50) throw unprocessable('ids must contain no more than 50 elements');
    const business = location.businesses.find(({ id }) => id === body['businessId']);
    for (const id of ids) {
      const contact = location.contacts.get(id);
      if (contact) {
        world.changeContact(
          location.id,
          id,
          applied({}, { businessId: body['businessId'], companyName: business?.name ?? null }),
        );
      }
    }
    return { wrote: true, body: { success: true, ids } };
  });

  add('POST', '/contacts/:contactId/followers', WRITE, (call) => {
    const { world, location, body } = call;
    const contact = contactOf(call);
    checkBody(body, { followers: required(list) });
    const wanted = Array.isArray(body['followers']) ? body['followers'].map(String) : [];
    const added = wanted.filter((id) => !contact.followers.includes(id));
    const followers = [...contact.followers, ...added];
    world.changeContact(location.id, contact.id, { followers });
    return { status: 201, wrote: true, body: { followers, followersAdded: added } };
  });

  add('DELETE', '/contacts/:contactId/followers', WRITE, (call) => {
    const { world, location, body } = call;
    const contact = contactOf(call);
    checkBody(body, { followers: required(list) });
    const unwanted = Array.isArray(body['followers']) ? body['followers'].map(String) : [];
    const followers = contact.followers.filter((id) => !unwanted.includes(id));
    world.changeContact(location.id, contact.id, { followers });
    return {
      wrote: true,
      body: {
        followers,
        followersRemoved: contact.followers.filter((id) => unwanted.includes(id)),
      },
    };
  });

  for (const method of ['POST', 'DELETE'] as const) {
    add(method, '/contacts/:contactId/workflow/:workflowId', WRITE, (call) => {
      contactOf(call);
      checkBody(call.body, { eventStartTime: text });
      return { wrote: true, body: { succeded: true, traceId: traceId() } };
    });
  }
  add('DELETE', '/contacts/:contactId/campaigns/removeAll', WRITE, (call) => {
    contactOf(call);
    return { wrote: true, body: { succeded: true, traceId: traceId() } };
  });
  for (const [method, status] of [
    ['POST', 201],
    ['DELETE', 200],
  ] as const) {
    add(method, '/contacts/:contactId/campaigns/:campaignId', WRITE, (call) => {
      contactOf(call);
      checkBody(call.body, {});
      return { status, wrote: true, body: { succeded: true, traceId: traceId() } };
    });
  }
};

/** Deprecated, and gone in v3; kept for clients of the real API. */
const listContacts = ({ location, query }: Call) => {
  checkQuery(query, ['startAfterId', 'startAfter', 'query', 'limit'], ['locationId']);
  const limit = Math.min(100, Number(query['limit'] ?? 20));
  const { rows, total } = location.search.find({
    pageLimit: limit,
    ...(query['query'] && { query: query['query'] }),
    ...(query['startAfter'] &&
      query['startAfterId'] && {
        searchAfter: [Number(query['startAfter']), query['startAfterId']],
      }),
  });
  const last = rows.at(-1)?.searchAfter;
  return {
    body: {
      contacts: rows.map(({ contact }) => ({
        ...contactRecord(contact),
        contactName: [contact.firstName, contact.lastName].filter(Boolean).join(' ').toLowerCase(),
      })),
      count: total,
      meta: {
        total,
        ...(last && { startAfter: last[0], startAfterId: last[1] }),
      },
      traceId: traceId(),
    },
  };
};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

interface Duplicate {
  contact: Contact;
  matchingField: 'email' | 'phone';
}

/** The e-mail is looked at first, then the phone. */
const duplicateOf = (
  location: Location,
  email: string | undefined,
  phone: string | undefined,
  except?: string,
): Duplicate | undefined => {
  const find = (ids: string[]): Contact | undefined =>
    location.contacts.get(ids.find((id) => id !== except) ?? '');
  const byEmail = email === undefined ? undefined : find(location.withEmail(email));
  if (byEmail) return { contact: byEmail, matchingField: 'email' };
  const stored = phone === undefined ? undefined : storedPhone(phone, location.country);
  const byPhone = stored === undefined ? undefined : find(location.withPhone(stored));
  return byPhone && { contact: byPhone, matchingField: 'phone' };
};

const refuseDuplicate = (location: Location, body: Call['body'], except?: string): void => {
  if (location.allowDuplicateContact) return;
  const found = duplicateOf(location, textOf(body['email']), textOf(body['phone']), except);
  if (!found) return;
  const { contact, matchingField } = found;
  throw new ApiError(400, 'This location does not allow duplicated contacts.', {
    meta: { contactId: contact.id, matchingField },
  });
};

const created = (stamp: string, location: Location, body: Call['body']): Contact => {
  const given = contactChanges(body, location);
  if (Object.values(given).every((value) => value === undefined)) {
    throw unprocessable('a contact needs at least one of its fields');
  }
  refuseDuplicate(location, body);
  const contact = applied<Contact>(
    {
      id: randomId(),
      locationId: location.id,
      type: 'lead',
      dnd: false,
      tags: [],
      customFields: [],
      additionalEmails: [],
      followers: [],
      dateAdded: stamp,
      dateUpdated: stamp,
    },
    given,
  );
  location.putContact(contact);
  return contact;
};

const updated = (
  stamp: string,
  location: Location,
  current: Contact,
  body: Call['body'],
): Contact => {
  const changes = contactChanges(body, location, current);
  // #313: an upsert that updates ignores the gender.
  delete changes['gender'];
  const contact = applied<Contact>(current, { ...changes, dateUpdated: stamp });
  location.putContact(contact);
  return contact;
};
