import { facts } from '../facts.ts';
import { FORM } from '../lab/records.ts';

export default facts({
  permission: 'forms.readonly',
  recordIds: [],
  ways: [
    { when: 'of all forms', input: {}, requests: [['GET /forms/submissions']] },
    {
      when: 'of one form, by its ID',
      input: { formId: FORM },
      requests: [['GET /forms/submissions']],
    },
    {
      when: 'of one form, by its name',
      input: { formId: 'Window Quote' },
      requests: [['GET /forms/submissions']],
    },
  ],

  mistakes: [
    {
      what: 'a name that no form has',
      input: { formId: 'Nothing Like It' },
      says: '“Form” holds “Nothing Like It”, but there is no such form in the connected sub-account. Choose one from the list, or give the name or the ID of one.',
    },
  ],
  poll: {
    quiet: [{ requests: 1 }],
    many: {
      not: 'What people send in is neither a contact nor a task; `test/triggers/new_form_submission.test.ts` tries thousands between two polls.',
    },
  },
  live: { input: () => ({}) },
});
