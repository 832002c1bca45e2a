import type { AddRoute } from '../routing.ts';
import { formPage, submissionPage } from '../submissions.ts';

const READ = 'surveys.readonly';

/** Surveys, and what was sent in by them. */
export const addSurveyRoutes = (add: AddRoute): void => {
  add('GET', '/surveys/', READ, (call) => {
    const { surveys } = call.location;
    return { body: { surveys: formPage(call, surveys), total: surveys.length } };
  });

  add('GET', '/surveys/submissions', READ, (call) => ({
    body: submissionPage(call, call.location.surveySubmissions, 'surveyId'),
  }));
};
