import { facts } from '../facts.ts';
import { NAMED } from '../reasons.ts';

const EXPORT = 'GET /conversations/messages/export';

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
      when: 'by email',
      input: { channel: 'email' },
      requests: [[EXPORT], ['POST /contacts/search']],
      why: NAMED,
    },
  ],
  besides: ['GET /conversations/messages/email/{id}'],
  poll: {
    quiet: [
      { what: 'of all channels', requests: 2 },
      { what: 'of one channel', input: () => ({ channel: 'email' }), requests: 1 },
    ],
    many: { not: 'It reads what New Inbound Message reads, in the same way.' },
  },
  live: { input: () => ({}) },
});
