import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import type { Checker, Fields } from './checker.ts';

/** Long enough for HighLevel to stamp a change and for its search to see it. */
const SETTLE_MS = 6_000;

/**
 * Creates one contact, tries each action on it, its tasks and its notes, answers the open questions
 * (docs/open-questions.md), and deletes what it made. Booking is left out: an appointment could only
 * be cancelled, not deleted.
 */
export const checkWrites = async (check: Checker, settleMs = SETTLE_MS): Promise<void> => {
  check.section('Writing (one contact, deleted at the end)');
  const mark = randomBytes(4).toString('hex');
  const email = `protiv-check-${mark}@example.com`;
  const contact = await check.one('creates', 'create_contact', {
    email,
    firstName: 'Protiv',
    lastName: `Check ${mark}`,
    source: 'protiv live check',
  });
  const contactId = contact?.['contactId'];
  if (typeof contactId !== 'string') return;
  try {
    await tryActions(check, { contactId, email, mark });
    await tryTasksAndNotes(check, contactId);
    await answerQuestions(check, contactId, settleMs);
  } finally {
    await check.run('creates', 'delete_contact', { contactId });
  }
};

interface Made {
  contactId: string;
  email: string;
  mark: string;
}

const tryActions = async (check: Checker, { contactId, email, mark }: Made): Promise<void> => {
  const again = await check.one('creates', 'create_contact', { email, ifExists: 'return' });
  check.say(
    `        the same again gave ${again?.['contactId'] === contactId ? 'the same contact' : 'ANOTHER contact'}`,
  );
  const updated = await check.one('creates', 'update_contact', { contactId, city: 'Albany' });
  check.say(`        changed: ${JSON.stringify(updated?.['changed'])}`);
  const cleared = await check.one('creates', 'update_contact', {
    contactId,
    fieldsToClear: ['city'],
  });
  check.say(
    `        clearing the city ${cleared && !('city' in cleared) ? 'worked' : 'did NOT work'}`,
  );
  await check.run('creates', 'upsert_contact', { email, lastName: `Check ${mark} again` });
  await check.run('creates', 'add_tags', { contactId, tags: ['protiv check'] });
  await check.run('creates', 'remove_tags', { contactId, tags: ['protiv check'] });
};

const tryTasksAndNotes = async (check: Checker, contactId: string): Promise<void> => {
  const dueDate = new Date(Date.now() + 86_400_000).toISOString();
  const task = await check.one('creates', 'create_task', { contactId, title: 'Check', dueDate });
  const taskId = task?.['taskId'];
  check.say(`        due date survived: ${sameMoment(task?.['dueDate'], dueDate) ? 'yes' : 'NO'}`);
  const again = await check.one('creates', 'create_task', { contactId, title: 'Check', dueDate });
  check.say(
    `        the same again gave ${again?.['taskId'] === taskId ? 'the same task' : 'ANOTHER task'}`,
  );
  await check.run('creates', 'update_task', { contactId, taskId, title: 'Check changed' });
  await check.run('creates', 'set_task_status', { contactId, taskId, status: 'completed' });
  await check.run('searches', 'find_task', { contactId, taskId });
  await check.run('creates', 'delete_task', { contactId, taskId });

  const body = 'Protiv check <b>bold</b>\nsecond line';
  const note = await check.one('creates', 'create_note', { contactId, body });
  const noteId = note?.['noteId'];
  check.say(`        body came back ${note?.['body'] === body ? 'as it was sent' : 'CHANGED'}`);
  await check.run('creates', 'update_note', { contactId, noteId, body: `${body} changed` });
  await check.run('searches', 'find_note', { contactId, noteId });
  await check.run('creates', 'delete_note', { contactId, noteId });
};

const sameMoment = (one: unknown, other: string): boolean =>
  typeof one === 'string' &&
  Math.floor(Date.parse(one) / 1000) === Math.floor(Date.parse(other) / 1000);

/** What moves a contact's `dateUpdated`, which Contact Updated fires on. */
const answerQuestions = async (
  check: Checker,
  contactId: string,
  settleMs: number,
): Promise<void> => {
  check.section('Open questions');
  const dueDate = new Date(Date.now() + 86_400_000).toISOString();
  const writes: readonly [string, string, Fields][] = [
    ['a new tag', 'add_tags', { contactId, tags: ['protiv question'] }],
    ['a new note', 'create_note', { contactId, body: 'Protiv live check' }],
    ['a new task', 'create_task', { contactId, title: 'Protiv live check', dueDate }],
  ];
  for (const [what, key, input] of writes) {
    const before = await stamp(check, contactId);
    await check.run('creates', key, input);
    await wait(settleMs);
    const after = await stamp(check, contactId);
    check.say(`        ${what} ${before === after ? 'does not move' : 'moves'} dateUpdated`);
  }
};

const stamp = async (check: Checker, contactId: string): Promise<unknown> => {
  const found = await check.one('searches', 'find_contact', { contactId });
  return found?.['dateUpdated'];
};
