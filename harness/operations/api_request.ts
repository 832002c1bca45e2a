import { facts } from '../facts.ts';
import { CONTACT, FOREIGN } from '../lab/records.ts';

const PATH = `/contacts/${CONTACT}/tags`;
const refused = (why: string): string => `“Path” ${why} Nothing was sent.`;

export default facts({
  permission: 'contacts.write',
  recordIds: [],
  ways: [
    {
      when: 'usually',
      input: { method: 'POST', path: PATH, jsonBody: '{"tags": ["vip"]}' },
      requests: [['POST /contacts/{contactId}/tags']],
    },
    {
      when: 'to read',
      input: { method: 'GET', path: '/calendars/', parameters: { locationId: '{locationId}' } },
      requests: [['GET /calendars/']],
    },
    {
      when: 'a search',
      input: {
        method: 'POST',
        path: '/contacts/search',
        jsonBody: '{"locationId": "{locationId}", "pageLimit": 1}',
      },
      requests: [['POST /contacts/search']],
    },
  ],
  isAtMostOnce: true,
  givesAnything: 'response',
  mistakes: [
    {
      what: 'another host',
      input: { method: 'GET', path: 'https://example.com/contacts/' },
      says: refused('leads to another place than HighLevel. Give a path such as /contacts/search.'),
    },
    {
      what: 'a host in the guise of a path',
      input: { method: 'GET', path: '//example.com/contacts/' },
      says: refused('leads to another place than HighLevel. Give a path such as /contacts/search.'),
    },
    {
      what: 'a way up',
      input: { method: 'GET', path: '/contacts/../oauth/token' },
      says: refused(
        'holds more than words and IDs with slashes between. Check what is mapped to it.',
      ),
    },
    {
      what: 'the connection itself',
      input: { method: 'POST', path: '/oauth/token' },
      says: refused('is about the connection itself, which Protiv takes care of.'),
    },
    {
      what: 'money',
      input: { method: 'POST', path: '/invoices/text2pay' },
      says: refused('is about money. Protiv never moves any; use HighLevel itself for that.'),
    },
    {
      what: 'a route that there is not',
      input: { method: 'GET', path: '/pigeons/' },
      says: 'HighLevel has no route GET /pigeons/ that Protiv may use, so nothing was sent. Check the method and the path in HighLevel’s API documentation.',
    },
    {
      what: 'another sub-account',
      input: { method: 'GET', path: `/locations/${FOREIGN.contactId}` },
      says: 'This request names another sub-account than the connected one. Write {locationId} in place of its ID, or choose the connection of the other one. Nothing was sent.',
    },
    {
      what: 'no JSON',
      input: { method: 'POST', path: PATH, jsonBody: 'tags=vip' },
      says: '“JSON Body” takes a JSON object, such as {"name": "Ana"}, but what it holds cannot be read as one. Nothing was sent.',
    },
  ],
  live: {
    input: () => ({ method: 'GET', path: '/locations/{locationId}' }),
  },
});
