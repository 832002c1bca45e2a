import { ApiError } from '../api-error.ts';
import { checkBody, checkQuery, digits, list, number, pageOf, required, text } from '../body.ts';
import { withEmail, withPhone } from '../duplicates.ts';
import type { AddRoute, Answer, Call } from '../routing.ts';
import { businessContact, contactRecord, contactRow, listedContact, traceId } from '../views.ts';

const READ = 'contacts.readonly';

const MAX_LISTED = 100;

/** Contacts of a location: searched, looked up, listed. */
export const addContactSearchRoutes = (add: AddRoute): void => {
  add('POST', '/contacts/search', READ, ({ world, location, body }) => {
    checkBody(body, {
      locationId: required(text),
      pageLimit: required(number),
      page: number,
      searchAfter: list,
      query: text,
      filters: list,
      sort: list,
    });
    const { rows, total } = location.search.find(body, location.customFields);
    return {
      body: {
        contacts: rows.map(({ contact, searchAfter }) =>
          contactRow(contact, searchAfter, world.oddities.lowerCaseNames),
        ),
        total,
        traceId: traceId(),
      },
    };
  });

  add('GET', '/contacts/search/duplicate', READ, ({ location, query }) => {
    checkQuery(query, { locationId: required(text), number: text, email: text });
    const { email, number: phone } = query;
    const byEmail = email ? withEmail(location, email) : undefined;
    // A "+" that was not encoded arrives as a blank, and finds nothing.
    const byPhone = phone && !/^\s/.test(phone) ? withPhone(location, phone) : undefined;
    const contact = byEmail ?? byPhone;
    return { body: contact ? { contact: contactRecord(contact) } : {} };
  });

  add('GET', '/contacts/business/:businessId', READ, ({ location, params, query }) => {
    checkQuery(query, {
      locationId: required(text),
      limit: digits,
      skip: digits,
      query: text,
    });
    const words = (query['query'] ?? '').toLowerCase();
    const found = [...location.contacts.values()].filter(
      ({ businessId, firstName, lastName, email }) =>
        businessId === params['businessId'] &&
        `${firstName ?? ''} ${lastName ?? ''} ${email ?? ''}`.toLowerCase().includes(words),
    );
    return {
      body: { contacts: pageOf(found, query, 25).map(businessContact), count: found.length },
    };
  });

  add('GET', '/contacts/', READ, listContacts);
};

/** Deprecated, and gone in v3; kept for other clients of the real API. */
const listContacts = ({ location, query, isV3 }: Call): Answer => {
  if (isV3) throw new ApiError(400, 'Endpoint GET /contacts/ not available in API version v3');
  checkQuery(query, {
    locationId: required(text),
    startAfterId: text,
    startAfter: digits,
    query: text,
    limit: digits,
  });
  const limit = Math.min(MAX_LISTED, Number(query['limit'] ?? 20));
  const { startAfterId } = query;
  const after = location.contacts.get(startAfterId ?? '');
  const startAfter = query['startAfter'] ?? (after && Date.parse(after.dateAdded));
  const { rows, total } = location.search.find(
    {
      pageLimit: limit,
      ...(query['query'] && { query: query['query'] }),
      ...(startAfterId &&
        startAfter !== undefined && {
          searchAfter: [Number(startAfter), startAfterId],
        }),
    },
    [],
  );
  const [lastAdded, lastId] = rows.at(-1)?.searchAfter ?? [];
  return {
    body: {
      contacts: rows.map(({ contact }) => listedContact(contact)),
      count: total,
      meta: {
        total,
        ...(lastId && { startAfter: lastAdded, startAfterId: lastId }),
      },
    },
  };
};
