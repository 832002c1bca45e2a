import { unknownContactMistakes } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { fixtureContact } from '../lab/fixtures.ts';
import { CONTACT } from '../lab/records.ts';
import { REACHED } from '../reasons.ts';

const USUAL = { contactId: CONTACT, message: 'See you at 9.' };
const SENT = [['GET /contacts/{contactId}'], ['POST /conversations/messages']] as const;

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    { when: 'usually', input: USUAL, requests: SENT, why: REACHED },
    again(USUAL, [['GET /contacts/{contactId}']]),
    {
      when: 'scheduled, from a number of its own',
      input: ({ inDays }) => ({ ...USUAL, fromNumber: '+1 212 555 0100', sendAt: inDays(2) }),
      requests: SENT,
      why: REACHED,
    },
  ],
  isAtMostOnce: true,
  besides: [
    'GET /conversations/search',
    'GET /conversations/{conversationId}/messages',
    'POST /conversations/messages/upload',
    'GET /locations/{locationId}',
  ],

  mistakes: [
    ...unknownContactMistakes({ message: 'See you.' }),
    {
      what: 'nothing to send',
      input: { contactId: CONTACT },
      says: 'There is nothing to send: fill in “Message”, “Template” or “Attachments”. If they are mapped from an earlier step, check that the step found something.',
    },
    {
      what: 'a time that has passed',
      input: ({ inDays }) => ({ ...USUAL, sendAt: inDays(-1) }),
      says: '“Send At” lies in the past, so this run sent nothing. Give a time to come, or leave it blank to send the message now.',
    },
    {
      what: 'no time',
      input: { ...USUAL, sendAt: 'soon' },
      says: '“Send At” takes a date and time such as 2026-03-02T09:30:00, but got “soon”.',
    },
    {
      what: 'a file on a private machine',
      input: { ...USUAL, attachments: ['http://127.0.0.1/photo.jpg'] },
      says: 'A file in “Attachments” is not on the public web, so nothing was sent. Give the web address of a file that anybody can open.',
    },
  ],
  released: (index) => ({ contactId: fixtureContact(index).id, message: 'See you at 9.' }),
  live: { not: 'It really sends a message.' },
});
