import { emptyField, unknownContactMistakes } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { CONTACT } from '../lab/records.ts';
import { REACHED } from '../reasons.ts';

const USUAL = { contactId: CONTACT, channel: 'whatsapp', message: 'See you at 9.' };
const SENT = [['GET /contacts/{contactId}'], ['POST /conversations/messages']] as const;

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    { when: 'usually', input: USUAL, requests: SENT, why: REACHED },
    again(USUAL, [['GET /contacts/{contactId}']]),
    {
      when: 'by email',
      input: { ...USUAL, channel: 'Email', subject: 'Tomorrow' },
      requests: SENT,
      why: REACHED,
    },
    {
      when: 'on the channel of an app',
      input: { ...USUAL, channel: 'custom', conversationProvider: '681e1b1980ee500d812e9e1e' },
      requests: SENT,
      why: REACHED,
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
    ...unknownContactMistakes({ channel: 'sms', message: 'Hi' }),
    {
      what: 'no channel',
      input: { ...USUAL, channel: '' },
      says: emptyField('Channel'),
    },
    {
      what: 'a channel that nothing is sent on',
      input: { ...USUAL, channel: 'Call' },
      says: '“Channel” takes “SMS”, “Email”, “WhatsApp”, “Instagram”, “Facebook”, “Live Chat”, “RCS”, “TikTok” or “Custom Channel”, but got “Call”.',
    },
    {
      what: 'a custom channel of nobody',
      input: { ...USUAL, channel: 'custom' },
      says: emptyField('Conversation Provider'),
    },
    {
      what: 'an email without a subject',
      input: { ...USUAL, channel: 'email' },
      says: emptyField('Subject'),
    },
  ],
  live: { not: 'It really sends a message.' },
});
