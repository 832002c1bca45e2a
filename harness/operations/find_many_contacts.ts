import { facts } from '../facts.ts';

export default facts({
  permission: 'contacts.readonly',
  recordIds: [],
  ways: [
    { when: 'usually', input: {}, requests: [['POST /contacts/search']] },
    {
      when: 'as many as there are',
      input: { limit: '1000' },
      requests: [['POST /contacts/search']],
    },
    {
      when: 'added lately',
      input: ({ inDays }) => ({ limit: '1000', addedAfter: inDays(-2) }),
      requests: [['POST /contacts/search']],
    },
    {
      when: 'added after a time on the sub-account’s clocks',
      input: { addedAfter: '2020-03-09 09:00' },
      requests: [['POST /contacts/search']],
    },
    { when: 'by tag', input: { tags: ['vip'] }, requests: [['POST /contacts/search']] },
    {
      when: 'by a custom field',
      input: ({ customFieldId }) => ({
        customFieldId: customFieldId('Lead Score'),
        customFieldComparison: 'atLeast',
        customFieldValue: '1',
      }),
      requests: [['POST /contacts/search']],
    },
  ],
  besides: ['GET /locations/{locationId}/tags'],

  live: { input: () => ({ limit: '5' }) },
});
