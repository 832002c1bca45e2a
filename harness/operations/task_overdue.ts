import { dueTasks, taskBurst } from '../busy/scenarios.ts';
import { facts } from '../facts.ts';
import { fixtureContact } from '../lab/fixtures.ts';

export default facts({
  permission: 'locations/tasks.readonly',
  recordIds: ['contactId'],
  ways: [
    { when: 'usually', input: {}, requests: [['POST /locations/{locationId}/tasks/search']] },
    {
      when: 'for a day',
      input: { timeAfter: '1', timeUnit: 'days' },
      requests: [['POST /locations/{locationId}/tasks/search']],
    },
    {
      when: 'of a user by name',
      input: ({ userName }) => ({ assignedTo: userName }),
      requests: [['POST /locations/{locationId}/tasks/search']],
    },
    {
      when: 'of one contact',
      input: { contactId: fixtureContact(2).id },
      requests: [['POST /locations/{locationId}/tasks/search']],
    },
  ],
  poll: {
    quiet: [
      {
        what: 'counted in days',
        input: () => ({ timeAfter: '2', timeUnit: 'days' }),
        requests: 1,
        onceAnHour: 1,
      },
    ],
    many: {
      about: 'tasks',
      firesAgain: true,
      prepare: dueTasks(-1),
      bursts: [taskBurst('overdue', { dueInHours: -1 })],
    },
  },
  live: { input: () => ({}) },
});
