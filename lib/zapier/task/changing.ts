import { retryOnUnknownOutcome } from '../../ghl/client/idempotent-write.ts';
import type { TaskBody, WireTask } from '../../ghl/schemas/task.ts';
import { getTask } from '../../ghl/tasks.ts';
import { changedTaskFields, ignoredTaskFields } from '../../protiv/task/changes.ts';
import { requiredId } from '../../protiv/values/references.ts';
import { laidOver } from '../../protiv/values/written-fields.ts';
import type { Run } from '../platform/run.ts';
import { taskIdField } from './input-fields.ts';
import { toOneTask } from './output.ts';

/** Which task a step is about. */
export interface TaskInput {
  contactId?: string | undefined;
  taskId?: string | undefined;
}

/**
 * Changes a task, unless it is already as the step wants it.
 *
 * @param body what the step says of the task
 * @param write sends that to HighLevel
 * @returns the output of the step
 * @throws {GhlError} `not_found`, or `contact_not_found`
 */
export const changeTask = async (
  run: Run<TaskInput>,
  body: TaskBody,
  write: (contactId: string, taskId: string) => Promise<WireTask>,
) => {
  const { ghl, input } = run;
  const contactId = requiredId('Contact', input.contactId);
  const taskId = requiredId(taskIdField.label, input.taskId);
  const before = await getTask(ghl, contactId, taskId);
  const changed = changedTaskFields(before, body);
  if (changed.length === 0) {
    return { ...(await toOneTask(run, before)), changed, ignoredFields: [] };
  }
  const answer = await retryOnUnknownOutcome(ghl, () => write(contactId, taskId));
  const task = laidOver(before, answer);
  const ignoredFields = ignoredTaskFields(body, task);
  return { ...(await toOneTask(run, task)), changed, ignoredFields };
};
