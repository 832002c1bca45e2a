import { dueTasks, taskBurst } from '../busy/scenarios.ts';
import { facts } from '../facts.ts';
import { fixtureContact } from '../lab/fixtures.ts';

export default facts({
  permission: 'locations/tasks.readonly',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: { timeBefore: '2', timeUnit: 'days' },
      requests: [['POST /locations/{locationId}/tasks/search']],
    },
    {
      when: 'in hours',
      input: { timeBefore: '30', timeUnit: 'hours' },
      requests: [['POST /locations/{locationId}/tasks/search']],
    },
    {
      when: 'of a user by name',
      input: ({ userName }) => ({ timeBefore: '2', timeUnit: 'days', assignedTo: userName }),
      requests: [['POST /locations/{locationId}/tasks/search']],
    },
    {
      when: 'of one contact',
      input: { contactId: fixtureContact(0).id, timeBefore: '30', timeUnit: 'hours' },
      requests: [['POST /locations/{locationId}/tasks/search']],
    },
  ],
  poll: {
    quiet: [{ input: () => ({ timeBefore: '24', timeUnit: 'hours' }), requests: 1, onceAnHour: 1 }],
    many: {
      about: 'tasks',
      input: { timeBefore: '24', timeUnit: 'hours' },
      firesAgain: true,
      prepare: dueTasks(12),
      bursts: [taskBurst('due soon', { dueInHours: 12 }, { timeBefore: '24', timeUnit: 'hours' })],
    },
  },
  live: { input: () => ({}) },
});
