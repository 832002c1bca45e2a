import { again, facts } from '../facts.ts';
import { CONTACT, TASK } from '../lab/records.ts';
import { CURRENT } from '../reasons.ts';

const USUAL = { contactId: CONTACT, taskId: TASK, title: 'Call again' };

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId', 'taskId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [
        ['GET /contacts/{contactId}/tasks/{taskId}'],
        ['PUT /contacts/{contactId}/tasks/{taskId}'],
      ],
      why: CURRENT,
    },
    again(USUAL, [['GET /contacts/{contactId}/tasks/{taskId}']]),
    {
      when: 'with a due date without a zone',
      input: {
        contactId: CONTACT,
        taskId: TASK,
        title: 'Call back today',
        dueDate: '2031-03-09 09:00',
      },
      requests: [
        ['GET /contacts/{contactId}/tasks/{taskId}'],
        ['PUT /contacts/{contactId}/tasks/{taskId}'],
      ],
      why: CURRENT,
    },
  ],

  live: {
    input: ({ task }) =>
      task && { contactId: task['contactId'], taskId: task['taskId'], title: 'Check changed' },
  },
});
