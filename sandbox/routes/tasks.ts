import { notFound } from '../api-error.ts';
import { checkBody, flag, moment, number, required, text, textOf, texts } from '../body.ts';
import type { AddRoute, Call } from '../routing.ts';
import { randomId } from '../seed/random.ts';
import { present, traceId } from '../views.ts';
import type { Task } from '../world.ts';
import { applied, contactOf, touch } from './lookup.ts';

const READ = 'contacts.readonly';
const WRITE = 'contacts.write';

const FIELDS = { title: text, body: text, dueDate: moment, completed: flag, assignedTo: text };

/** Tasks of a contact, and task search of the whole location. */
export const addTaskRoutes = (add: AddRoute): void => {
  add('GET', '/contacts/:contactId/tasks', READ, (call) => {
    const { id } = contactOf(call);
    const tasks = [...call.location.tasks.values()].filter(({ contactId }) => contactId === id);
    return { body: { tasks: tasks.map(taskRecord) } };
  });

  add('POST', '/contacts/:contactId/tasks', WRITE, (call) => {
    const { id } = contactOf(call);
    const { title, body, dueDate, completed, assignedTo } = checkBody(call.body, {
      ...FIELDS,
      title: required(text),
      dueDate: required(moment),
      completed: required(flag),
    });
    const task = call.world.addTask(call.location.id, {
      id: randomId(),
      contactId: id,
      title: textOf(title),
      dueDate: new Date(textOf(dueDate)).toISOString(),
      completed: completed === true,
      ...(body !== undefined && { body: textOf(body) }),
      ...(assignedTo !== undefined && { assignedTo: textOf(assignedTo) }),
    });
    touch(call, id, 'task');
    return {
      status: 201,
      wrote: true,
      body: { task: taskRecord(task), contactId: id, traceId: traceId() },
    };
  });

  add('GET', '/contacts/:contactId/tasks/:taskId', READ, (call) => ({
    body: { task: taskRecord(taskOf(call)) },
  }));

  add('PUT', '/contacts/:contactId/tasks/:taskId', WRITE, (call) => {
    const task = taskOf(call);
    checkBody(call.body, FIELDS);
    const { dueDate } = call.body;
    return changed(call, task, {
      ...call.body,
      ...(dueDate !== undefined && { dueDate: new Date(textOf(dueDate)).toISOString() }),
    });
  });

  add('PUT', '/contacts/:contactId/tasks/:taskId/completed', WRITE, (call) => {
    const task = taskOf(call);
    checkBody(call.body, { completed: required(flag) });
    return changed(call, task, call.body);
  });

  add('DELETE', '/contacts/:contactId/tasks/:taskId', WRITE, (call) => {
    const task = taskOf(call);
    call.location.tasks.delete(task.id);
    touch(call, contactOf(call).id, 'task');
    return { wrote: true, body: { succeded: true } };
  });

  add('POST', '/locations/:locationId/tasks/search', 'locations/tasks.readonly', (call) => {
    const { world, location, body } = call;
    checkBody(body, {
      contactId: texts,
      completed: flag,
      assignedTo: texts,
      query: text,
      limit: number,
      skip: number,
      businessId: text,
    });
    const isAmong = (wanted: unknown, value: string | undefined): boolean =>
      !Array.isArray(wanted) || wanted.length === 0 || wanted.includes(value);
    const words = textOf(body['query']).toLowerCase();
    const found = location.tasks
      .asSearched()
      .filter(
        (task) =>
          isAmong(body['contactId'], task.contactId) &&
          isAmong(body['assignedTo'], task.assignedTo) &&
          (body['completed'] === undefined || body['completed'] === task.completed) &&
          `${task.title} ${task.body ?? ''}`.toLowerCase().includes(words) &&
          (body['businessId'] === undefined ||
            location.contacts.get(task.contactId ?? '')?.businessId === body['businessId']),
      );
    const skip = Number(body['skip'] ?? 0);
    if (world.taskSearchOrder === 'newestFirst') found.reverse();
    const rows = found.slice(skip, skip + Number(body['limit'] ?? 25));
    // 201, and `_id` where other routes say `id` (both seen live).
    return {
      status: 201,
      body: { tasks: rows.map((task) => taskRow(call, task)) },
    };
  });
};

const taskOf = (call: Call): Task => {
  const contact = contactOf(call);
  const id = call.params['taskId'] ?? '';
  const task = call.location.tasks.get(id);
  if (!task || task.contactId !== contact.id) throw notFound('Task', id);
  return task;
};

const changed = (call: Call, task: Task, changes: Readonly<Record<string, unknown>>) => {
  const stored = { ...applied(task, changes), dateUpdated: call.world.timestamp() };
  call.location.tasks.set(task.id, stored);
  touch(call, contactOf(call).id, 'task');
  return { wrote: true, body: { task: taskRecord(stored) } };
};

const taskRecord = ({ id, title, body, assignedTo, dueDate, completed, contactId }: Task) =>
  present({ id, title, body, assignedTo, dueDate, completed, contactId });

const taskRow = ({ location }: Call, task: Task): Record<string, unknown> => {
  const contact = location.contacts.get(task.contactId ?? '');
  const user = location.users.find(({ id }) => id === task.assignedTo);
  return present({
    _id: task.id,
    title: task.title,
    body: task.body,
    dueDate: task.dueDate,
    completed: task.completed,
    contactId: task.contactId,
    assignedTo: task.assignedTo,
    locationId: task.locationId,
    businessId: contact?.businessId,
    status: task.completed ? 'completed' : 'to_do',
    statusGroup: task.completed ? 'completed' : 'to_do',
    deleted: false,
    dateAdded: task.dateAdded,
    dateUpdated: task.dateUpdated,
    contactDetails: present({ firstName: contact?.firstName, lastName: contact?.lastName }),
    assignedToUserDetails:
      user && present({ id: user.id, firstName: user.firstName, lastName: user.lastName }),
    searchAfter: [Date.parse(task.dateAdded), task.id],
  });
};
