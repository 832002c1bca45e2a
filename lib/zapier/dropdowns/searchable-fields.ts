import { searchableChoices } from '../contact/searchable-fields.ts';
import { editorCustomFields } from '../location/custom-fields.ts';
import { withRun } from '../platform/run.ts';
import { all } from './choices.ts';

/** Fields of contacts that HighLevel can compare; without custom fields where these cannot be read. */
export const searchableFields = withRun(async (run) => {
  const { fields } = await editorCustomFields(run);
  return all(searchableChoices(fields));
});
