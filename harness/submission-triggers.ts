import type { Scope } from '../lib/ghl/client/scopes.ts';
import type { OperationFacts } from './facts.ts';

interface SubmissionTrigger {
  /** What people have filled in. */
  kind: 'form' | 'survey';
  permission: Scope;
  /** The id and the name of one in the lab. */
  id: string;
  name: string;
}

/** The facts of a trigger for what people send in. */
export const aboutSubmissions = ({
  kind,
  permission,
  id,
  name,
}: SubmissionTrigger): OperationFacts => {
  const requests = [[`GET /${kind}s/submissions`]];
  const label = kind.charAt(0).toUpperCase() + kind.slice(1);
  const field = `${kind}Id`;
  return {
    permission,
    recordIds: [],
    ways: [
      { when: `of all ${kind}s`, input: {}, requests },
      { when: `of one ${kind}, by its ID`, input: { [field]: id }, requests },
      { when: `of one ${kind}, by its name`, input: { [field]: name }, requests },
    ],
    mistakes: [
      {
        what: `a name that no ${kind} has`,
        input: { [field]: 'Nothing Like It' },
        says: `“${label}” holds “Nothing Like It”, but there is no such ${kind} in the connected sub-account. Choose one from the list, or give the name or the ID of one.`,
      },
    ],
    poll: {
      quiet: [{ requests: 1 }],
      many: {
        not: 'What people send in is neither a contact nor a task; `test/triggers/new_form_submission.test.ts` tries thousands between two polls.',
      },
    },
    live: { input: () => ({}) },
  };
};
