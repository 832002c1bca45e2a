import { emptyField } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { SCHEDULED_EMAIL, SCHEDULED_MESSAGE } from '../lab/records.ts';
import { CURRENT } from '../reasons.ts';

const USUAL = { scheduledMessage: SCHEDULED_MESSAGE };

export default facts({
  permission: 'conversations/message.readonly',
  recordIds: [],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [
        ['GET /conversations/messages/{id}'],
        ['DELETE /conversations/messages/{messageId}/schedule'],
      ],
      why: CURRENT,
    },
    again(USUAL, [['GET /conversations/messages/{id}']]),
    {
      when: 'an email',
      input: { scheduledMessage: SCHEDULED_EMAIL },
      requests: [
        ['GET /conversations/messages/{id}'],
        ['DELETE /conversations/messages/email/{emailMessageId}/schedule'],
      ],
      why: CURRENT,
    },
  ],
  besides: ['GET /conversations/messages/email/{id}'],
  mistakes: [
    { what: 'nothing', input: { scheduledMessage: ' ' }, says: emptyField('Scheduled Message') },
    {
      what: 'a path',
      input: { scheduledMessage: '..' },
      says: '“Scheduled Message” does not hold an ID that HighLevel could have given. Choose the record from the list, or map the ID field of an earlier step.',
    },
  ],
  live: { not: 'It needs a message that is to go out.' },
});
