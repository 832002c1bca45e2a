import { facts } from '../facts.ts';
import { CONTACT } from '../lab/records.ts';

export default facts({
  permission: 'locations/tasks.readonly',
  recordIds: ['contactId'],
  ways: [
    { when: 'usually', input: {}, requests: [['POST /locations/{locationId}/tasks/search']] },
    {
      when: 'due before a day',
      input: { dueBefore: '2031-03-09 09:00' },
      requests: [['POST /locations/{locationId}/tasks/search']],
    },
    {
      when: 'of one contact',
      input: { contactId: CONTACT },
      requests: [['GET /contacts/{contactId}/tasks']],
    },
  ],

  live: { input: () => ({}) },
});
