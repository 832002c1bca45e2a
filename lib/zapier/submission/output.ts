import type { WireSubmission } from '../../ghl/schemas/submission.ts';
import type { FormKind } from '../../ghl/submissions.ts';
import {
  answerOutputs,
  answerReader,
  isOwnQuestion,
  questionsOf,
} from '../../protiv/submission/answers.ts';
import { SUBMISSION } from '../../protiv/submission/record.ts';
import type { Submission } from '../../protiv/submission/schema.ts';
import { isPossiblyId } from '../../protiv/values/references.ts';
import { customFieldReader, editorCustomFields } from '../location/custom-fields.ts';
import { withRun } from '../platform/run.ts';
import type { Context } from '../platform/run.ts';
import { formNamesOf } from '../references/references.ts';

/** Says in the editor how answers come. */
export const ANSWERS_NOTE = {
  key: 'limits',
  type: 'copy',
  helpText:
    'Answers come by the label of their question, and files as links. A question that fills no field of the contact comes by the name that HighLevel gives it.',
} as const;

/** Labels of the answers, those to questions of the location's own among them. */
const answerFields = withRun(async (run) => answerOutputs((await editorCustomFields(run)).fields));

/** Output fields of a trigger of submissions. */
export const submissionOutput = (kind: FormKind) => [
  ...SUBMISSION[kind].outputFields,
  answerFields,
];

/**
 * A mapper of submissions as Zaps see them, page by page: answers by the labels of their questions, with
 * the form's name.
 */
export const submissionMapper = (
  run: Context,
  kind: FormKind,
): ((rows: readonly WireSubmission[]) => Promise<Submission[]>) => {
  const { toSubmission, formOf } = SUBMISSION[kind];
  const readFields = customFieldReader(run);
  const names = new Map<string, string>();
  return async (rows) => {
    // Names such as `full_name` need no definition; what is no id is no reason to read the list afresh.
    const asked = [...new Set(rows.flatMap(questionsOf))].filter(isOwnQuestion);
    const fields =
      asked.length > 0 ? await readFields(asked.filter(isPossiblyId)) : new Map<string, never>();
    const unnamed = rows.map(formOf).filter((id) => !names.has(id ?? ''));
    if (unnamed.length > 0) {
      for (const [id, name] of await formNamesOf[kind](run, unnamed)) names.set(id, name);
    }
    const answers = answerReader(fields);
    return rows.map((row) => toSubmission(row, { answers, names }));
  };
};
