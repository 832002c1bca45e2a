import { facts } from '../facts.ts';
import { SURVEY } from '../lab/records.ts';

export default facts({
  permission: 'surveys.readonly',
  recordIds: [],
  ways: [
    { when: 'of all surveys', input: {}, requests: [['GET /surveys/submissions']] },
    {
      when: 'of one survey, by its ID',
      input: { surveyId: SURVEY },
      requests: [['GET /surveys/submissions']],
    },
    {
      when: 'of one survey, by its name',
      input: { surveyId: 'After the Visit' },
      requests: [['GET /surveys/submissions']],
    },
  ],

  mistakes: [
    {
      what: 'a name that no survey has',
      input: { surveyId: 'Nothing Like It' },
      says: '“Survey” holds “Nothing Like It”, but there is no such survey in the connected sub-account. Choose one from the list, or give the name or the ID of one.',
    },
  ],
  poll: {
    quiet: [{ requests: 1 }],
    many: {
      not: 'What people send in is neither a contact nor a task; `test/triggers/new_survey_submission.test.ts` tries thousands between two polls.',
    },
  },
  live: { input: () => ({}) },
});
