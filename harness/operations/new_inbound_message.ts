import { arrivedBurst, arrivedMessages } from '../busy/scenarios.ts';
import { counted } from '../busy/stage.ts';
import { facts } from '../facts.ts';
import { MESSAGE } from '../lab/records.ts';
import { aboutMessages } from '../message-triggers.ts';

const ARRIVED = 1_000;

export default facts(
  aboutMessages({
    told: { type: 'InboundMessage', recordId: MESSAGE },
    channel: ['sms', 'SMS'],
    quiet: [
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
    mistakes: [
      {
        what: 'a channel that there is not',
        input: { channel: 'pigeon' },
        says: '“Channel” takes “SMS”, “Email”, “Call”, “Voicemail”, “WhatsApp”, “Instagram”, “Facebook”, “Google Business”, “Live Chat”, “RCS” or “TikTok”, but got “pigeon”.',
      },
    ],
  }),
);
