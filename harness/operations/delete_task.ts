import { facts } from '../facts.ts';
import { CONTACT, UNWANTED_TASK } from '../lab/records.ts';

export default facts({
  permission: 'contacts.write',
  recordIds: ['contactId', 'taskId'],
  ways: [
    {
      when: 'usually',
      input: { contactId: CONTACT, taskId: UNWANTED_TASK },
      requests: [['DELETE /contacts/{contactId}/tasks/{taskId}']],
    },
  ],

  live: {
    input: ({ task }) => task && { contactId: task['contactId'], taskId: task['taskId'] },
    removes: 'task',
  },
});
