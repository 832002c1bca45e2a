import { expect, it } from '@jest/globals';

import type { Exchange } from '../../harness/contract/openapi/contract.ts';
import { describeContract } from '../../harness/contract/openapi/describe-contract.ts';

const CONTACT = {
  id: 'seD4PfOuKoVMLkEZqohJ',
  locationId: 've9EPM428h8vShlRW1KT',
  firstName: 'Rosan',
  email: 'rosan@example.com',
  tags: [],
  dateAdded: '2026-03-02T09:30:00.000Z',
  dateUpdated: '2026-03-02T09:30:00.000Z',
};

const exchange = (given: Partial<Exchange>): Exchange => ({
  method: 'GET',
  path: '/contacts/seD4PfOuKoVMLkEZqohJ',
  query: {},
  headers: {
    version: '2021-07-28',
    authorization: 'Bearer token',
    'content-type': 'application/json; charset=utf-8',
  },
  status: 200,
  responseBody: { contact: CONTACT },
  ...given,
});

const createTask = (body: Record<string, unknown>): Partial<Exchange> => ({
  method: 'POST',
  path: '/contacts/seD4PfOuKoVMLkEZqohJ/tasks',
  body: { title: 'Call back', dueDate: '2026-03-02T09:30:00+01:00', completed: false, ...body },
});

const search = (filter: unknown): Exchange =>
  exchange({
    method: 'POST',
    path: '/contacts/search',
    body: { locationId: 'x', pageLimit: 1, filters: [{ group: 'OR', filters: [filter] }] },
  });

const slots = (query: Exchange['query']): Exchange =>
  exchange({ path: '/calendars/abc/free-slots', query });

describeContract('a contract check', (contract) => {
  it('accepts what is right', () => {
    expect(contract.checkExchange(exchange({}))).toEqual([]);
  });

  it.each<[string, Partial<Exchange>, string[]]>([
    ['an unknown path', { path: '/v1/contacts/' }, ['GET /v1/contacts/: unknown route']],
    ['a slash too many', { path: '/workflows' }, ['GET /workflows: unknown route']],
    [
      'a method that the literal path lacks',
      { path: '/contacts/search' },
      ['GET /contacts/search: unknown route'],
    ],
    [
      'an undeclared parameter',
      { query: { locationId: 'x' } },
      ['GET /contacts/{contactId} query locationId: undeclared parameter'],
    ],
    [
      'no version, no token',
      { headers: {} },
      [
        'GET /contacts/{contactId} header Version: missing',
        'GET /contacts/{contactId} header Authorization: no bearer token',
      ],
    ],
    [
      'a body where none belongs',
      { body: {} },
      ['GET /contacts/{contactId} request body: none is declared'],
    ],
    [
      'a due date without a zone',
      createTask({ dueDate: '2026-03-02T09:30:00' }),
      ['POST /contacts/{contactId}/tasks request body/dueDate: must match format "date-time"'],
    ],
    [
      'a property deep in the body that is not declared',
      {
        method: 'PUT',
        body: { dndSettings: { Call: { status: 'active', since: 'today' } } },
      },
      ['PUT /contacts/{contactId} request body/dndSettings/Call/since: undeclared property'],
    ],
    [
      'a property that another route declares',
      { method: 'PUT', body: { locationId: 'x' } },
      ['PUT /contacts/{contactId} request body/locationId: undeclared property'],
    ],
    [
      'a form where JSON belongs',
      { ...createTask({}), headers: { ...exchange({}).headers, 'content-type': 'text/plain' } },
      ['POST /contacts/{contactId}/tasks request body: must be application/json, not text/plain'],
    ],
  ])('refuses a request with %s', (_, given, violations) => {
    expect(contract.checkRequest(exchange(given))).toEqual(violations);
  });

  it.each<[string, Partial<Exchange>, string[]]>([
    [
      'a status that is not declared',
      { status: 202 },
      ['GET /contacts/{contactId} answer 202: undeclared status'],
    ],
    ['HTML', { responseBody: '<html>' }, ['GET /contacts/{contactId} answer 200: must be object']],
    [
      'a record without its envelope',
      { responseBody: { id: 'x' } },
      [
        'GET /contacts/{contactId} answer 200/contact: missing',
        'GET /contacts/{contactId} answer 200/id: undeclared property',
      ],
    ],
    [
      'a field missing that the app reads',
      { responseBody: { contact: { ...CONTACT, tags: undefined } } },
      ['GET /contacts/{contactId} answer 200/contact/tags: missing'],
    ],
    [
      'two rows that are wrong in the same way',
      {
        path: '/contacts/seD4PfOuKoVMLkEZqohJ/appointments',
        responseBody: { events: ['an event', 'another'] },
      },
      ['GET /contacts/{contactId}/appointments answer 200/events/*: must be object'],
    ],
    [
      'a field gone that was sent',
      {
        method: 'PUT',
        body: { phone: '+15550100' },
        responseBody: { succeded: true, contact: CONTACT },
      },
      ['PUT /contacts/{contactId} answer 200/contact/phone: was sent and did not come back'],
    ],
    [
      'one sentence where a list of them belongs',
      { status: 422, responseBody: { statusCode: 422, message: 'property x should not exist' } },
      ['GET /contacts/{contactId} answer 422/message: must be array'],
    ],
  ])('refuses an answer with %s', (_, given, violations) => {
    expect(contract.checkAnswer(exchange(given))).toEqual(violations);
  });

  it('shows the filter that is wrong', () => {
    expect(contract.checkRequest(search({ field: 'tags', operator: 'eq', value: 'vip' }))).toEqual(
      [],
    );
    expect(
      contract.checkRequest(search({ field: 'tags', operator: 'like', value: 'vip' })),
    ).toEqual([
      'POST /contacts/search request body/filters/0: fits none of the forms that are allowed there: ' +
        '{"group":"OR","filters":[{"field":"tags","operator":"like","value":"vip"}]}',
    ]);
  });

  it('reads a parameter as its type', () => {
    expect(
      contract.checkRequest(
        slots({ startDate: '1548898600000', endDate: '1601490599999', userIds: ['a', 'b'] }),
      ),
    ).toEqual([]);
    expect(contract.checkRequest(slots({ startDate: '2026-03-02', endDate: ['1', '2'] }))).toEqual([
      'GET /calendars/{calendarId}/free-slots query startDate: must be number',
      'GET /calendars/{calendarId}/free-slots query endDate: must be number',
    ]);
  });

  it('leaves out the answer of a gateway that failed', () => {
    expect(contract.checkAnswer(exchange({ status: 502, responseBody: '<html>' }))).toEqual([]);
  });
});
