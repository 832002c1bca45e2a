import { listCustomFields } from '../../ghl/locations.ts';
import { withRun } from '../platform/run.ts';
import { alphabetical } from './choices.ts';

/** Custom fields by name. */
export const customFields = withRun(async ({ ghl }) => {
  const found = await listCustomFields(ghl);
  return alphabetical(found.map(({ id, name }) => ({ id, label: name || id })));
});
