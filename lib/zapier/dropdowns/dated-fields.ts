import { datedChoices } from '../contact/dated-fields.ts';
import { editorCustomFields } from '../location/custom-fields.ts';
import { withRun } from '../platform/run.ts';
import { all } from './choices.ts';

/** Fields of contacts that hold a date; the date of birth alone where custom fields cannot be read. */
export const datedFields = withRun(async (run) => {
  const { fields } = await editorCustomFields(run);
  return all(datedChoices(fields));
});
