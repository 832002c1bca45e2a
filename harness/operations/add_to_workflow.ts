import { automationMistakes } from '../contact-mistakes.ts';
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

  mistakes: automationMistakes('workflow', WORKFLOW),
  live: { not: 'It would start what the account’s workflow does: messages to people.' },
});
