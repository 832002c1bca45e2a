import { automationMistakes } from '../contact-mistakes.ts';
import { facts } from '../facts.ts';
import { WORKFLOW, CONTACT } from '../lab/records.ts';

export default facts({
  permission: 'contacts.write',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: { contactId: CONTACT, workflowId: WORKFLOW },
      requests: [['DELETE /contacts/{contactId}/workflow/{workflowId}']],
    },
    {
      when: 'by its name',
      input: { contactId: CONTACT, workflowId: 'call new leads' },
      requests: [['GET /workflows/'], ['DELETE /contacts/{contactId}/workflow/{workflowId}']],
      why: 'The name is looked up in the list, which is then remembered for an hour.',
    },
  ],

  mistakes: automationMistakes('workflow', WORKFLOW),
  live: { not: 'It would end a workflow that a contact of the account is in.' },
});
