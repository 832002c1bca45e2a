import { emptyField } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { COMPANY } from '../lab/records.ts';
import { CURRENT } from '../reasons.ts';

const USUAL = { businessId: COMPANY, phone: '+12125550163' };

export default facts({
  permission: 'businesses.readonly',
  recordIds: [],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [['GET /businesses/{businessId}'], ['PUT /businesses/{businessId}']],
      why: CURRENT,
    },
    {
      when: 'by its name',
      input: ({ companyName }) => ({ businessId: companyName, phone: '+12125550164' }),
      requests: [['GET /businesses/{businessId}'], ['PUT /businesses/{businessId}']],
      why: CURRENT,
    },
    again(USUAL, [['GET /businesses/{businessId}']]),
  ],

  mistakes: [
    {
      what: 'a company that came empty',
      input: { ...USUAL, businessId: ' ' },
      says: emptyField('Company'),
    },
    {
      what: 'a name that no company has',
      input: { ...USUAL, businessId: 'Nowhere Ltd' },
      says: '“Company” holds “Nowhere Ltd”, but there is no such company in the connected sub-account. Choose one from the list, or give the name or the ID of one.',
    },
    {
      what: 'nothing but what cannot be used',
      input: { businessId: COMPANY, phone: 'on request' },
      says: '“Phone” does not hold one phone number. Give it a number with its country code, such as +1 212 555 0123, or leave it blank.',
    },
  ],
  live: { not: 'Companies of a real account are its own, and no check takes one away again.' },
});
