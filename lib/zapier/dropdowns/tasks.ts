import type { WireTask } from '../../ghl/schemas/task.ts';
import { listContactTasks } from '../../ghl/tasks.ts';
import { asLine } from '../../protiv/values/texts.ts';
import { withRun } from '../platform/run.ts';
import { all } from './choices.ts';

/** Tasks of the contact that the step names, open ones first; none while no contact is chosen. */
export const tasks = withRun(async ({ ghl, input }) => {
  const contactId = asLine('Contact', input['contactId']);
  const found = contactId ? await listContactTasks(ghl, contactId) : [];
  const isDone = ({ completed }: WireTask): number => Number(completed ?? false);
  return all(
    found
      .toSorted((a, b) => isDone(a) - isDone(b))
      .map((task) => ({
        id: task.id,
        label: `${task.title || task.id}${task.completed ? ' (completed)' : ''}`,
      })),
  );
});
