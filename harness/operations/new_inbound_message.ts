import { arrivedBurst, arrivedMessages } from '../busy/scenarios.ts';
import { counted } from '../busy/stage.ts';
import { facts } from '../facts.ts';
import { NAMED } from '../reasons.ts';

const EXPORT = 'GET /conversations/messages/export';
const ARRIVED = 1_000;

export default facts({
  permission: 'conversations/message.readonly',
  recordIds: [],
  ways: [
    {
      when: 'usually',
      input: {},
      requests: [[EXPORT], ['POST /contacts/search'], [EXPORT]],
      why: `GHL exports emails only by themselves. ${NAMED}`,
    },
    {
      when: 'by SMS',
      input: { channel: 'sms' },
      requests: [[EXPORT], ['POST /contacts/search']],
      why: NAMED,
    },
  ],
  besides: ['GET /conversations/messages/email/{id}'],
  poll: {
    quiet: [
      { what: 'of all channels', requests: 2 },
      { what: 'of one channel', input: () => ({ channel: 'sms' }), requests: 1 },
      {
        what: `of one channel, ${ARRIVED.toLocaleString('en')} messages of which came within the last two hours`,
        input: () => ({ channel: 'sms' }),
        prepare: (stage) => {
          const contactId = stage.addOldContact(0).id;
          counted(ARRIVED, () => stage.addMessage(contactId));
        },
        requests: 4,
      },
    ],
    many: {
      about: 'messages',
      firesAgain: false,
      prepare: arrivedMessages,
      bursts: [arrivedBurst],
    },
  },
  mistakes: [
    {
      what: 'a channel that there is not',
      input: { channel: 'pigeon' },
      says: '“Channel” takes “SMS”, “Email”, “Call”, “Voicemail”, “WhatsApp”, “Instagram”, “Facebook”, “Google Business”, “Live Chat”, “RCS” or “TikTok”, but got “pigeon”.',
    },
  ],
  live: { input: () => ({}) },
});
