import { facts } from '../facts.ts';
import { CONTACT } from '../lab/records.ts';

export default facts({
  permission: 'contacts.readonly',
  recordIds: [],
  ways: [
    { when: 'usually', input: {}, requests: [['GET /contacts/{contactId}']] },
    {
      when: 'by tag',
      input: { tags: ['vip'] },
      requests: [['GET /contacts/{contactId}'], ['POST /contacts/search']],
      why: 'Filters are search’s; what the contact is now, only its own route tells at once.',
    },
  ],
  told: { type: 'ContactDndUpdate', recordId: CONTACT },
  live: { not: 'Only a relay hears of it.' },
});
