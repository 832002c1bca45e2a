import { defineInputFields } from 'zapier-platform-core';

import { SUBMISSION } from '../lib/protiv/submission/record.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { readForm } from '../lib/zapier/references/references.ts';
import { slimSubmission } from '../lib/zapier/submission/hydration.ts';
import { ANSWERS_NOTE, submissionOutput } from '../lib/zapier/submission/output.ts';
import { pollSubmissions } from '../lib/zapier/submission/polls.ts';

export default contactRecordTrigger({
  key: 'new_form_submission',
  noun: 'Form Submission',
  label: 'New Form Submission',
  description: 'Triggers when somebody submits a form.',
  inputFields: defineInputFields([
    {
      key: 'formId',
      label: 'Form',
      ...dropdown.forms,
      helpText: 'Choose a form, or give its ID or name. Leave blank for all of them.',
    },
    ANSWERS_NOTE,
  ]),
  dedupeBy: ['id'],
  poll: async (run) => {
    const formId = await readForm(run, 'Form', run.input.formId);
    return pollSubmissions(run, { kind: 'form', formId });
  },
  slim: slimSubmission('form'),
  sample: SUBMISSION.form.sample,
  outputFields: submissionOutput('form'),
});
