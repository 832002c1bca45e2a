import type { OperationFacts } from './facts.ts';
import { CONTACT } from './lab/records.ts';

/** What the triggers for changes of contacts have in common: the same inputs, the same searches. */
export const CONTACT_CHANGES = {
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
  told: { type: 'ContactUpdate', recordId: CONTACT },
  live: { input: () => ({}) },
} satisfies OperationFacts;
