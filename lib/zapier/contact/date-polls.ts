import * as zod from 'zod/mini';

import { clock } from '../../ghl/client/clock.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import type { ContactFilter } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { toContact } from '../../protiv/contact/record.ts';
import type { Contact } from '../../protiv/contact/schema.ts';
import { MINUTE_MS, localTime } from '../../protiv/values/dates.ts';
import { latestDue, nextRecurrence, recursOn } from '../../protiv/values/recurrence.ts';
import type { Notice } from '../../protiv/values/recurrence.ts';
import { locationFacts } from '../location/location.ts';
import { LOCATION_TTL_S, recall, remember } from '../platform/cache.ts';
import { pollCheckpoint } from '../platform/poll-checkpoint.ts';
import {
  MOST_PRIMED,
  MOST_ROWS,
  READ_ON_WINDOW_MS,
  SAMPLE_SIZE,
} from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import { OPEN_END } from '../platform/spans.ts';
import type { Range } from '../platform/spans.ts';
import type { DatedField } from './dated-fields.ts';
import { contactMapper } from './output.ts';
import { readAll } from './priming.ts';
import type { DateField } from './timeline.ts';

/** Contacts that one poll looks at, where all of them have to be; the next ones go on from there. */
export const CONTACTS_AT_A_CHECK = MOST_ROWS;

export interface DatePoll extends Notice {
  field: DatedField;
  isYearly: boolean;
}

/** A contact, and the day on which its date comes. */
export type DatedContact = Contact & { date: string };

/** What a poll leaves for the next one. */
interface State {
  /** Days that were due until then were so when the Zap was switched on. */
  since: number;
  /** The day that was due, and how often all contacts were looked at for it. */
  day: string;
  passes: number;
  /** By date of creation, the contacts that this pass has still to look at. */
  unread: Range[];
  /** Contacts that changed until then were looked at. */
  readAt: number;
}

const epochMs = zod.int().check(zod.gte(0));

const state = zod.object({
  since: epochMs,
  day: zod.string(),
  passes: epochMs,
  unread: zod.array(zod.object({ from: epochMs, to: epochMs })),
  readAt: epochMs,
});

/** Twice, since the result of a poll can get lost on its way. */
const PASSES = 2;

const WHOLE: Range = { from: 0, to: OPEN_END };

/** Search lags behind writes by seconds. */
const LAG_MS = 2 * MINUTE_MS;

/** How far a sample poll looks for contacts with a date. */
const SAMPLE_ROWS = 2_000;

/**
 * One poll of contacts whose date comes, each with the day on which it does.
 *
 * - sample poll: three contacts with a date, whenever it comes
 * - priming poll: those whose notice is due already
 * - live poll: those whose notice is due now. HighLevel is asked for contacts whose date is near where
 *   it can tell; all that it gives are looked at once a day, and after that those that changed
 */
export async function* pollComingDates(
  run: Run<unknown>,
  poll: DatePoll,
): AsyncGenerator<DatedContact[]> {
  const now = clock.now();
  const { timezone } = await locationFacts(run);
  if (run.meta.isLoadingSample) {
    yield await sampleContacts(run, poll, localTime(now, timezone).slice(0, 10));
    return;
  }
  const { day, since } = latestDue(now, timezone, poll);
  if (run.meta.isPopulatingDedupe) yield* primingPoll(run, poll, day, now);
  else yield* livePoll(run, poll, { day, since, now });
}

const checkpointOf = (run: Run<unknown>, { field, isYearly, daysBefore, hour }: DatePoll) =>
  pollCheckpoint(run, { date: field.name, isYearly, daysBefore, hour }, state);

async function* livePoll(
  run: Run<unknown>,
  poll: DatePoll,
  { day, since, now }: { day: string; since: number; now: number },
): AsyncGenerator<DatedContact[]> {
  const { ghl } = run;
  const checkpoint = checkpointOf(run, poll);
  const left = await checkpoint.load();
  if (left && left.since >= since) return;
  // Where nothing can be kept, each poll begins anew, and for some hours only.
  const isOver = !checkpoint.isKept && now - since > READ_ON_WINDOW_MS;
  const anew = { day, passes: isOver ? PASSES : 0, unread: [WHOLE], readAt: now };
  const before: State = left?.day === day ? left : { since: left?.since ?? 0, ...anew };

  const isChecked = before.passes >= PASSES;
  const recent = { from: Math.min(now - READ_ON_WINDOW_MS, before.readAt - LAG_MS), to: OPEN_END };
  const near = poll.field.near(day, poll.isYearly);
  const found = isChecked
    ? readDated(run, poll.field, near, { by: 'dateUpdated', ranges: [recent] })
    : readDated(run, poll.field, near, { by: 'dateAdded', ranges: before.unread });
  const mapped = contactMapper(run);
  let rows = 0;
  let unread: Range[];
  for (;;) {
    const { value, done } = await found.next();
    if (done) {
      unread = value;
      break;
    }
    const due = value.filter((contact) => isDue(poll, contact, day));
    rows += due.length;
    if (due.length > 0) yield (await mapped(due)).map((contact) => ({ ...contact, date: day }));
  }

  const isComplete = unread.length === 0;
  const after = isChecked
    ? { ...before, readAt: isComplete ? now : before.readAt }
    : {
        ...before,
        passes: before.passes + (isComplete ? 1 : 0),
        unread: isComplete ? [WHOLE] : unread,
        readAt: before.passes === 0 ? now : before.readAt,
      };
  const isKept = await checkpoint.save(after);
  if (!isComplete) {
    const behindMinutes = Math.ceil((now - since) / MINUTE_MS);
    ghl.log(isKept ? 'poll.catching_up' : 'poll.truncated', { rows, behindMinutes });
  }
}

/** Switches a Zap on: a notice that is due already comes too late for it. */
async function* primingPoll(
  run: Run<unknown>,
  poll: DatePoll,
  day: string,
  now: number,
): AsyncGenerator<DatedContact[]> {
  const near = poll.field.near(day, poll.isYearly);
  const found = readDated(run, poll.field, near, {
    by: 'dateAdded',
    ranges: [WHOLE],
    most: MOST_PRIMED,
  });
  let rows = 0;
  let unread: Range[];
  for (;;) {
    const { value, done } = await found.next();
    if (done) {
      unread = value;
      break;
    }
    const due = value.filter((contact) => isDue(poll, contact, day));
    rows += due.length;
    yield due.map((contact) => ({ ...toContact(contact), date: day }));
  }
  const after = { since: now, day, passes: PASSES, unread: [WHOLE], readAt: now };
  const isKept = await checkpointOf(run, poll).save(after);
  if (unread.length > 0 && !isKept) run.ghl.log('poll.truncated', { rows, isKept });
}

const isDue = ({ field, isYearly }: DatePoll, contact: WireContact, day: string): boolean => {
  const date = field.dateOf(contact);
  return date !== undefined && (isYearly ? recursOn(date, day) : date === day);
};

interface Reading {
  by: DateField;
  ranges: readonly Range[];
  most?: number;
}

/** Contacts that match; all contacts, where HighLevel refuses to filter by the field. */
async function* readDated(
  run: Run<unknown>,
  { name, isInDoubt }: DatedField,
  filters: readonly ContactFilter[],
  { by, ranges, most = MOST_ROWS }: Reading,
): AsyncGenerator<WireContact[], Range[], undefined> {
  const refused = `unsearchable:${name}`;
  const isRefused = isInDoubt && (await recall<unknown>(run, refused)) === true;
  try {
    return yield* readAll(run.ghl, by, isRefused ? [] : filters, ranges, most);
  } catch (error) {
    const isNews = isInDoubt && !isRefused;
    if (!isNews || !(error instanceof GhlError) || error.code !== 'bad_input') throw error;
  }
  await remember(run, refused, true, LOCATION_TTL_S);
  return yield* readAll(run.ghl, by, [], ranges, most);
}

const sampleContacts = async (
  run: Run<unknown>,
  { field, isYearly }: DatePoll,
  today: string,
): Promise<DatedContact[]> => {
  const reading: Reading = { by: 'dateAdded', ranges: [WHOLE], most: SAMPLE_ROWS };
  const sample: { wire: WireContact; date: string }[] = [];
  for await (const page of readDated(run, field, [field.filled], reading)) {
    for (const wire of page) {
      const date = field.dateOf(wire);
      if (date !== undefined) sample.push({ wire, date });
    }
    if (sample.length >= SAMPLE_SIZE) break;
  }
  const shown = sample.slice(0, SAMPLE_SIZE);
  const contacts = await contactMapper(run)(shown.map(({ wire }) => wire));
  return contacts.map((contact, index) => {
    const date = shown[index]?.date ?? today;
    return { ...contact, date: isYearly ? nextRecurrence(date, today) : date };
  });
};
