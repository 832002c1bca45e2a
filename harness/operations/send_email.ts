import { emptyField, unknownContactMistakes } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { fixtureContact } from '../lab/fixtures.ts';
import { CONTACT, EMAIL_MESSAGE, MESSAGE } from '../lab/records.ts';
import { REACHED } from '../reasons.ts';

const USUAL = { contactId: CONTACT, subject: 'Your quote', html: '<p>Here it is.</p>' };
const SENT = [['GET /contacts/{contactId}'], ['POST /conversations/messages']] as const;

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    { when: 'usually', input: USUAL, requests: SENT, why: REACHED },
    again(USUAL, [['GET /contacts/{contactId}']]),
    {
      when: 'in plain text, with copies, scheduled',
      input: ({ inDays }) => ({
        contactId: CONTACT,
        subject: 'Your quote',
        plainText: 'Here it is.',
        fromEmail: 'office@example.com',
        cc: ['ana@example.com'],
        bcc: 'ben@example.com',
        sendAt: inDays(2),
      }),
      requests: SENT,
      why: REACHED,
    },
    {
      when: 'as an answer',
      input: { contactId: CONTACT, html: '<p>Thank you.</p>', replyTo: EMAIL_MESSAGE },
      requests: [
        ['GET /conversations/messages/{id}'],
        ['GET /conversations/messages/email/{id}'],
        ...SENT,
      ],
      why: `The thread and the subject are those of the email that is answered. ${REACHED}`,
    },
  ],
  isAtMostOnce: true,
  besides: [
    'GET /conversations/search',
    'GET /conversations/{conversationId}/messages',
    'POST /conversations/messages/upload',
    'GET /conversations/messages/email/{id}',
    'GET /locations/{locationId}',
  ],

  mistakes: [
    ...unknownContactMistakes({ subject: 'Hi', html: 'Hi' }),
    {
      what: 'no text',
      input: { contactId: CONTACT, subject: 'Hi' },
      says: emptyField('HTML Message'),
    },
    { what: 'no subject', input: { contactId: CONTACT, html: 'Hi' }, says: emptyField('Subject') },
    {
      what: 'an odd copy',
      input: { ...USUAL, cc: ['nobody'] },
      says: '“CC” does not hold one email address. Give it an address such as ana@example.com, or leave it blank.',
    },
    {
      what: 'an answer to an SMS',
      input: { ...USUAL, replyTo: MESSAGE },
      says: '“Reply to Message” names a message that is no email, so nothing was sent. Map the Message ID of an email, or leave it blank.',
    },
  ],
  released: (index) => ({ ...USUAL, contactId: fixtureContact(index).id }),
  live: { not: 'It really sends an email.' },
});
