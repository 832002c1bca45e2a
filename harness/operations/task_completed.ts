import { completedTasks, taskBurst } from '../busy/scenarios.ts';
import { facts } from '../facts.ts';
import { CONTACT, DONE_TASK } from '../lab/records.ts';
import { fixtureContact } from '../lab/fixtures.ts';

export default facts({
  permission: 'locations/tasks.readonly',
  recordIds: ['contactId'],
  ways: [
    { when: 'usually', input: {}, requests: [['POST /locations/{locationId}/tasks/search']] },
    {
      when: 'of one contact',
      input: { contactId: fixtureContact(1).id },
      requests: [['POST /locations/{locationId}/tasks/search']],
    },
  ],
  besides: ['GET /users/search'],
  told: { type: 'TaskComplete', recordId: DONE_TASK, contactId: CONTACT },
  poll: {
    quiet: [{ requests: 1 }],
    many: {
      about: 'tasks',
      firesAgain: false,
      prepare: completedTasks,
      bursts: [taskBurst('completed', { dueInHours: 48, completed: true })],
    },
  },
  live: { input: () => ({}) },
});
