import { again, facts } from '../facts.ts';
import { CONTACT, TASK } from '../lab/records.ts';
import { CURRENT } from '../reasons.ts';

const USUAL = { contactId: CONTACT, taskId: TASK, status: 'completed' };

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId', 'taskId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [
        ['GET /contacts/{contactId}/tasks/{taskId}'],
        ['PUT /contacts/{contactId}/tasks/{taskId}/completed'],
      ],
      why: CURRENT,
    },
    again(USUAL, [['GET /contacts/{contactId}/tasks/{taskId}']]),
  ],

  live: {
    input: ({ task }) =>
      task && { contactId: task['contactId'], taskId: task['taskId'], status: 'completed' },
  },
});
