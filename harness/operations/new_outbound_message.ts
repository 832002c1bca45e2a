import { facts } from '../facts.ts';
import { EMAIL_MESSAGE } from '../lab/records.ts';
import { aboutMessages } from '../message-triggers.ts';

export default facts(
  aboutMessages({
    told: { type: 'OutboundMessage', recordId: EMAIL_MESSAGE },
    channel: ['email', 'email'],
    many: { not: 'It reads what New Inbound Message reads, in the same way.' },
  }),
);
