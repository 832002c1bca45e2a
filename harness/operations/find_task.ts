import { facts } from '../facts.ts';
import { CONTACT, TASK } from '../lab/records.ts';

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId', 'taskId'],
  ways: [
    {
      when: 'by title',
      input: { contactId: CONTACT, title: 'Call back' },
      requests: [['GET /contacts/{contactId}/tasks']],
    },
    {
      when: 'by ID',
      input: { contactId: CONTACT, taskId: TASK },
      requests: [['GET /contacts/{contactId}/tasks/{taskId}']],
    },
  ],

  live: { input: ({ task }) => task && { contactId: task['contactId'], taskId: task['taskId'] } },
});
