import { facts } from '../facts.ts';
import { CONTACT, CONVERSATION } from '../lab/records.ts';
import { NAMED } from '../reasons.ts';

const LISTED = 'GET /conversations/{conversationId}/messages';
const EMAIL = 'GET /conversations/messages/email/{id}';

export default facts({
  permission: 'conversations.readonly',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: { contactId: CONTACT },
      requests: [
        ['GET /conversations/search'],
        [LISTED],
        [EMAIL, EMAIL],
        ['POST /contacts/search'],
      ],
      why: `GHL lists messages by conversation, and emails without their text. ${NAMED}`,
    },
    {
      when: 'of a conversation, by SMS',
      input: { conversation: CONVERSATION, channel: 'sms' },
      requests: [[LISTED], ['POST /contacts/search']],
      why: NAMED,
    },
  ],
  mistakes: [
    {
      what: 'neither a contact nor a conversation',
      input: {},
      says: '“Contact” is empty. Fill it in; if it is mapped from an earlier step, check that the step found something.',
    },
    {
      what: 'a channel that there is not',
      input: { contactId: CONTACT, channel: 'pigeon' },
      says: '“Channel” takes “SMS”, “Email”, “Call”, “Voicemail”, “WhatsApp”, “Instagram”, “Facebook”, “Google Business”, “Live Chat”, “RCS” or “TikTok”, but got “pigeon”.',
    },
  ],
  live: { input: ({ contact }) => contact && { contactId: contact['contactId'] } },
});
