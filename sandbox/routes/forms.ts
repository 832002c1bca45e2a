import type { AddRoute } from '../routing.ts';
import { formPage, submissionPage } from '../submissions.ts';

const READ = 'forms.readonly';

/** Forms, and what was sent in by them. */
export const addFormRoutes = (add: AddRoute): void => {
  add('GET', '/forms/', READ, (call) => {
    const { forms } = call.location;
    return { body: { forms: formPage(call, forms), total: forms.length } };
  });

  add('GET', '/forms/submissions', READ, (call) => ({
    body: submissionPage(call, call.location.formSubmissions, 'formId'),
  }));
};
