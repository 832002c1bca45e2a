import { newTasks, taskBurst } from '../busy/scenarios.ts';
import { counted } from '../busy/stage.ts';
import { facts } from '../facts.ts';
import { CONTACT, TASK } from '../lab/records.ts';

const OPEN = 1_200;

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
  told: { type: 'TaskCreate', recordId: TASK },
  poll: {
    quiet: [
      { requests: 1 },
      {
        what: `${OPEN.toLocaleString('en')} open tasks and a few more`,
        prepare: (stage) => {
          const contactId = stage.addOldContact(0).id;
          counted(OPEN, (index) => stage.addTask(contactId, index, { body: 'Call back.' }));
        },
        requests: 3,
        onceAnHour: 1,
      },
    ],
    many: {
      about: 'tasks',
      firesAgain: false,
      prepare: newTasks,
      bursts: [taskBurst('added', { dueInHours: 48 })],
    },
  },
  live: { input: () => ({}) },
});
