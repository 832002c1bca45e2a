import { listTags } from '../../ghl/locations.ts';
import { withRun } from '../platform/run.ts';
import { alphabetical } from './choices.ts';

/** Tags by name, which is what HighLevel's contact routes take. */
export const tags = withRun(async ({ ghl }) => {
  const found = await listTags(ghl);
  return alphabetical(found.flatMap(({ name }) => (name ? [{ id: name, label: name }] : [])));
});
