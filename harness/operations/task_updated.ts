import { editedTaskBurst, editedTasks } from '../busy/scenarios.ts';
import { facts } from '../facts.ts';
import { CONTACT } from '../lab/records.ts';

export default facts({
  permission: 'locations/tasks.readonly',
  recordIds: ['contactId'],
  ways: [
    { when: 'usually', input: {}, requests: [['POST /locations/{locationId}/tasks/search']] },
    {
      when: 'of one contact',
      input: { contactId: CONTACT },
      requests: [['POST /locations/{locationId}/tasks/search']],
    },
  ],
  besides: ['GET /users/search'],
  poll: {
    quiet: [{ requests: 1 }],
    many: {
      about: 'tasks',
      firesAgain: true,
      prepare: editedTasks,
      bursts: [editedTaskBurst],
    },
  },
  live: { input: () => ({}) },
});
