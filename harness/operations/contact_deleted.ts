import { facts } from '../facts.ts';
import { UNWANTED_CONTACT } from '../lab/records.ts';

export default facts({
  permission: 'contacts.readonly',
  recordIds: [],
  ways: [{ when: 'usually', input: {}, requests: [] }],
  told: { type: 'ContactDelete', recordId: UNWANTED_CONTACT },
  live: { not: 'Only a relay hears of it.' },
});
