import { defineInputFields } from 'zapier-platform-core';

import { SUBMISSION } from '../lib/protiv/submission/record.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { readSurvey } from '../lib/zapier/references/references.ts';
import { slimSubmission } from '../lib/zapier/submission/hydration.ts';
import { ANSWERS_NOTE, submissionOutput } from '../lib/zapier/submission/output.ts';
import { pollSubmissions } from '../lib/zapier/submission/polls.ts';

export default contactRecordTrigger({
  key: 'new_survey_submission',
  noun: 'Survey Submission',
  label: 'New Survey Submission',
  description: 'Triggers when somebody submits a survey.',
  inputFields: defineInputFields([
    {
      key: 'surveyId',
      label: 'Survey',
      ...dropdown.surveys,
      helpText: 'Choose a survey, or give its ID or name. Leave blank for all of them.',
    },
    ANSWERS_NOTE,
  ]),
  dedupeBy: ['id'],
  poll: async (run) => {
    const formId = await readSurvey(run, 'Survey', run.input.surveyId);
    return pollSubmissions(run, { kind: 'survey', formId });
  },
  slim: slimSubmission('survey'),
  sample: SUBMISSION.survey.sample,
  outputFields: submissionOutput('survey'),
});
