import { freshCustomFields } from '../location/custom-fields.ts';
import { withRun } from '../platform/run.ts';
import { alphabetical } from './choices.ts';

/**
 * Custom fields that can be compared, by key, which the sub-accounts made from one snapshot share.
 * Where several have one name, the key tells them apart.
 */
export const customFields = withRun(async (run) => {
  const fields = [...(await freshCustomFields(run)).values()];
  const times = new Map<string, number>();
  for (const { label } of fields) times.set(label, (times.get(label) ?? 0) + 1);
  return alphabetical(
    fields
      .filter(({ kind }) => kind !== 'boxes' && kind !== 'files')
      .map(({ key, label }) => ({
        id: key,
        label: (times.get(label) ?? 0) > 1 ? `${label} (${key})` : label,
      })),
  );
});

/** Custom fields that hold files, by key. */
export const fileFields = withRun(async (run) =>
  alphabetical(
    [...(await freshCustomFields(run)).values()]
      .filter(({ kind }) => kind === 'files')
      .map(({ key, label }) => ({ id: key, label })),
  ),
);
