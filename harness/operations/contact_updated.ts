import { aboutContacts, changedBurst, changedContacts } from '../busy/scenarios.ts';
import { facts } from '../facts.ts';

export default facts({
  permission: 'contacts.readonly',
  recordIds: [],
  ways: [
    { when: 'usually', input: {}, requests: [['POST /contacts/search']] },
    {
      when: 'by a custom field',
      input: ({ customFieldId }) => ({
        customFieldId: customFieldId('Wanted By'),
        customFieldComparison: 'atLeast',
        customFieldValue: '3/4/2020',
      }),
      requests: [['POST /contacts/search']],
    },
    {
      when: 'with tasks, notes and appointments',
      input: { include: ['tasks', 'notes', 'appointments'] },
      requests: [['POST /contacts/search']],
    },
    {
      when: 'by tag, with tasks, notes and appointments',
      input: { tags: ['vip'], include: ['tasks', 'notes', 'appointments'] },
      requests: [['POST /contacts/search']],
    },
  ],
  besides: ['GET /locations/{locationId}/tags', 'GET /businesses/'],
  poll: {
    quiet: [{ requests: 1 }],
    many: {
      about: 'contacts',
      firesAgain: true,
      prepare: (stage, count) =>
        aboutContacts(stage, changedContacts(stage, count, { city: 'Portland' })),
      bursts: [
        changedBurst('updated', { city: 'Portland' }),
        changedBurst(
          'updated, with their tasks and notes',
          { city: 'Portland' },
          { include: ['tasks', 'notes'] },
        ),
      ],
    },
  },
  live: { input: () => ({}) },
});
