import { listCalendars } from '../../ghl/calendars.ts';
import { withRun } from '../platform/run.ts';
import { alphabetical } from './choices.ts';

export const calendars = withRun(async ({ ghl }) => {
  const found = await listCalendars(ghl);
  return alphabetical(
    found.map(({ id, name, isActive }) => ({
      id,
      label: `${name || id}${isActive === false ? ' (not active)' : ''}`,
    })),
  );
});

/**
 * Groups of calendars, each under the names of its calendars: their own names are readable only with
 * a permission of their own, which would have to be asked of every user for this one list.
 */
export const calendarGroups = withRun(async ({ ghl }) => {
  const names = new Map<string, string[]>();
  for (const { id, name, groupId } of await listCalendars(ghl)) {
    if (groupId) names.set(groupId, [...(names.get(groupId) ?? []), name || id]);
  }
  return alphabetical([...names].map(([id, held]) => ({ id, label: held.sort().join(', ') })));
});
