import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { submissionSchema } from '../../lib/protiv/submission/schema.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 2 });
});

afterEach(() => app.close());

const here = () => app.sandbox.world.location(app.location.id);

const poll = (input: Fields = {}) => app.poll('new_survey_submission', input);

describe('New Survey Submission', () => {
  it('fires for a survey, not for a form, with its answers and its name', async () => {
    const [contactId = ''] = here().contacts.keys();
    app.sandbox.world.addSubmission(app.location.id, 'form', { contactId });
    const { id, createdAt } = app.sandbox.world.addSubmission(app.location.id, 'survey', {
      contactId,
      name: 'Pat Moss',
      email: '',
      answers: { email: 'pat.moss@example.com', [app.customFieldId('Lead Score')]: 90 },
    });
    const [survey] = here().surveys;
    for (const surveyId of [undefined, survey?.id, 'how did we do']) {
      const [submission, ...others] = await poll({ surveyId });
      expect(others).toEqual([]);
      expect(submissionSchema.parse(submission)).toEqual({
        id,
        submissionId: id,
        contactId,
        name: 'Pat Moss',
        email: 'pat.moss@example.com',
        surveyId: survey?.id,
        surveyName: 'How Did We Do',
        pageUrl: 'https://example.com/offers',
        dateAdded: createdAt,
        answers: { Email: 'pat.moss@example.com', 'Lead Score': '90' },
      });
    }
  });

  it('goes without names and labels that the connection may not read', async () => {
    app.authData = { ...app.authData, scope: 'surveys.readonly' };
    const [contactId = ''] = here().contacts.keys();
    const field = app.customFieldId('Project');
    app.sandbox.world.addSubmission(app.location.id, 'survey', {
      contactId,
      answers: { [field]: 'Kitchen' },
    });
    expect(await poll()).toMatchObject([{ answers: { [field]: 'Kitchen' } }]);
  });

  it('says which pack it takes, before anything is sent', async () => {
    app.authData = { ...app.authData, scope: 'contacts.readonly' };
    const { kind, message } = await app.failure(() => poll());
    expect(kind).toBe('halted');
    expect(message).toMatch(/not allowed to read surveys\..*“Contacts, sales and messages”/);
    expect(app.sandbox.requests).toEqual([]);
  });
});
