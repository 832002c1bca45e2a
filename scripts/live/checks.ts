import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import * as z from 'zod/mini';

import { factsOf } from '../../harness/facts.ts';
import type { Known, Live } from '../../harness/facts.ts';
import type { Checker, Fields } from './checker.ts';

type Kind = 'triggers' | 'searches' | 'creates';

/** The actions that take away what was made come last, the contact last of all. */
const REMOVALS = ['task', 'note', 'contact'] as const;

const rows = z.array(z.record(z.string(), z.unknown()));

/** Keeps the first record of each noun. */
const remember = (known: Known, given: Fields | undefined): void => {
  if (!given) return;
  if (given['taskId']) known.task ??= given;
  else if (given['noteId']) known.note ??= given;
  else if (given['appointmentId']) known.appointment ??= given;
  else if (given['contactId']) known.contact ??= given;
  if (Array.isArray(given['tags']) && given['tags'].length > 0) known.tags ??= given['tags'];
  for (const list of ['tasks', 'notes', 'appointments']) {
    remember(known, rows.safeParse(given[list]).data?.[0]);
  }
};

/** Whether enough is known to try an operation. */
const isReady = (key: string, known: Known): boolean => {
  const { live } = factsOf(key);
  return 'input' in live && live.input(known) !== undefined;
};

/** Tries one operation on what is known, and says what is to be seen of it. */
const tryOne = async (check: Checker, kind: Kind, key: string, known: Known): Promise<void> => {
  const { live } = factsOf(key);
  if ('not' in live) {
    check.say(`skipped ${key}: ${live.not}`);
    return;
  }
  const input = live.input(known);
  if (input === undefined) {
    check.say(`skipped ${key}: there is no record to try it on.`);
    return;
  }
  const records = await check.run(kind, key, input, kind === 'triggers');
  for (const record of records) remember(known, record);
  const [given] = records;
  if (given) await remark(check, kind, key, live, given, known);
};

const remark = async (
  check: Checker,
  kind: Kind,
  key: string,
  { remarks }: Extract<Live, { input: unknown }>,
  given: Fields,
  known: Known,
): Promise<void> => {
  const again = (input: Fields): Promise<Fields | undefined> => check.one(kind, key, input);
  for (const line of (await remarks?.(given, known, again)) ?? []) check.say(`        ${line}`);
};

/** Everything that changes nothing: each trigger's sample poll, and each search on real records. */
export const checkReads = async (check: Checker): Promise<void> => {
  check.section('Reading');
  const calendarId = await check.firstOption('searches', 'find_free_slots', 'calendarId');
  if (!calendarId) check.say('There is no calendar, so nothing about appointments was read.');
  const known: Known = { mark: '', ...(calendarId && { calendarId }) };
  const waiting = new Map(
    (['triggers', 'searches'] as const).flatMap((kind) =>
      check.keys(kind).map((key) => [key, kind] as const),
    ),
  );
  // What one of them finds is what another one needs.
  for (let tried = true; tried;) {
    tried = false;
    for (const [key, kind] of waiting) {
      if (!isReady(key, known)) continue;
      waiting.delete(key);
      tried = true;
      await tryOne(check, kind, key, known);
    }
  }
  for (const [key, kind] of waiting) await tryOne(check, kind, key, known);
};

/** Long enough for HighLevel to stamp a change and for its search to see it. */
const SETTLE_MS = 6_000;

/**
 * Creates one contact, tries each action on it, its tasks and its notes, answers the open questions
 * (docs/open-questions.md), and deletes what it made.
 */
export const checkWrites = async (check: Checker, settleMs = SETTLE_MS): Promise<void> => {
  check.section('Writing (one contact, deleted at the end)');
  const known: Known = { mark: randomBytes(4).toString('hex') };
  const removal = (key: string): number => {
    const { live } = factsOf(key);
    return 'removes' in live && live.removes ? REMOVALS.indexOf(live.removes) : -1;
  };
  const actions = check.keys('creates').toSorted((a, b) => removal(a) - removal(b));
  // What needs no record comes before all that is done to the contact that it makes.
  const first = actions.filter((key) => isReady(key, known));
  const last = actions.filter((key) => removal(key) === REMOVALS.indexOf('contact'));
  for (const key of first) await tryOne(check, 'creates', key, known);
  const contactId = known.contact?.['contactId'];
  if (typeof contactId !== 'string') return;
  try {
    for (const key of actions) {
      if (!first.includes(key) && !last.includes(key)) await tryOne(check, 'creates', key, known);
    }
    await answerQuestions(check, contactId, settleMs);
  } finally {
    for (const key of last) await tryOne(check, 'creates', key, known);
  }
};

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
