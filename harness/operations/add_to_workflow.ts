import { emptyField, unknownContactMistakes } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { WORKFLOW, CONTACT } from '../lab/records.ts';

const USUAL = { contactId: CONTACT, workflowId: WORKFLOW };

export default facts({
  permission: 'contacts.write',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [['POST /contacts/{contactId}/workflow/{workflowId}']],
    },
    again(USUAL, []),
    {
      when: 'by its name',
      input: { contactId: CONTACT, workflowId: 'call new leads' },
      requests: [['GET /workflows/'], ['POST /contacts/{contactId}/workflow/{workflowId}']],
      why: 'The name is looked up in the list, which is then remembered for an hour.',
    },
    {
      when: 'for an event without a time zone',
      input: { ...USUAL, eventStartTime: '2035-07-01 14:00' },
      requests: [['POST /contacts/{contactId}/workflow/{workflowId}']],
    },
  ],
  besides: ['GET /locations/{locationId}'],

  mistakes: [
    ...unknownContactMistakes({ workflowId: WORKFLOW }),
    {
      what: 'a workflow that came empty',
      input: { contactId: CONTACT, workflowId: ' ' },
      says: emptyField('Workflow'),
    },
    {
      what: 'a name that no workflow has',
      input: { contactId: CONTACT, workflowId: 'Nothing like it' },
      says: '“Workflow” holds “Nothing like it”, but there is no such workflow in the connected sub-account. Choose one from the list, or give the name or the ID of one.',
    },
  ],
  live: { not: 'It would start what the account’s workflow does: messages to people.' },
});
