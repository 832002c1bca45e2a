import * as zod from 'zod/mini';

import type { Ghl } from '../../ghl/client/client.ts';
import { clock } from '../../ghl/client/clock.ts';
import { contactPages } from '../../ghl/contacts.ts';
import type { ContactFilter } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { toContact } from '../../protiv/contact/record.ts';
import type { Contact } from '../../protiv/contact/schema.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import { pollCheckpoint } from '../platform/poll-checkpoint.ts';
import {
  CLOCK_SKEW_MS,
  FIRE_WINDOW_MS,
  MOST_ROWS,
  PRIMING_WINDOW_MS,
  READ_ON_WINDOW_MS,
  SAMPLE_SIZE,
  SURELY_PRIMED,
} from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import { OPEN_END, UNREAD, afterReading, isUnread } from '../platform/spans.ts';
import type { Range, Span } from '../platform/spans.ts';
import { contactMapper, toContacts } from './output.ts';
import { readAll } from './priming.ts';
import { Timeline } from './timeline.ts';
import type { DateField } from './timeline.ts';

/** Enough for a quiet day in one request; a burst goes on with larger pages. */
const LIVE_PAGE_LIMIT = 100;

/** How far a sample poll looks for contacts that match. */
const SAMPLE_PAGES = 5;

/** Rows that a live poll looks at once more, beyond what it has to read. */
const MOST_ROWS_AGAIN = 2_500;

export interface ContactPoll {
  /** What makes a contact count as new: when it was added, or when it last changed. */
  by: DateField;
  filters: readonly ContactFilter[];
  /** Conditions that HighLevel's search cannot express. */
  matches: (contact: WireContact) => boolean;
  /**
   * Whether nothing says since when a contact is what the trigger is about, as with a tag. Then each
   * contact that is so already has to be known when the Zap is switched on; those that could not be
   * read then never fire.
   */
  isUndated?: boolean;
}

/** What a poll of contacts leaves for the next one. */
interface State {
  /** What is dated until then was there when the Zap was switched on. */
  since: number;
  /** The newest date that polls have seen; spans end here, and the next one begins. */
  newest: number;
  spans: Span[];
  /** Of an undated trigger: by date of creation, the contacts that no priming poll has read. */
  unprimed: Range[];
}

const epochMs = zod.int().check(zod.gte(0));
const range = { from: epochMs, to: epochMs };

const state = zod.object({
  since: epochMs,
  newest: epochMs,
  spans: zod.array(
    zod.object({
      ...range,
      openedAt: epochMs,
      readings: zod.int().check(zod.gte(1), zod.lte(UNREAD)),
    }),
  ),
  unprimed: zod.array(zod.object(range)),
});

/**
 * One poll of contacts, newest first, each contact once. Contacts are mapped page by page, so that a
 * burst is never held in memory as HighLevel sends it.
 *
 * - sample poll: three contacts of any age
 * - priming poll: every contact that could fire later, without custom fields
 * - live poll: what no poll has read yet, and what is younger than a day. What does not fit into one
 *   poll stays for the next; a quiet location costs one request, whatever its size
 */
export async function* pollContacts(
  run: Run<unknown>,
  poll: ContactPoll,
): AsyncGenerator<Contact[]> {
  if (run.meta.isLoadingSample) yield await sampleContacts(run, poll);
  else if (run.meta.isPopulatingDedupe) yield* primingPoll(run, poll);
  else yield* livePoll(run, poll);
}

const checkpointOf = (run: Run<unknown>, { by, filters, isUndated }: ContactPoll) =>
  pollCheckpoint(run, { by, filters, isUndated }, state);

async function* livePoll(run: Run<unknown>, poll: ContactPoll): AsyncGenerator<Contact[]> {
  const { ghl } = run;
  const now = clock.now();
  const checkpoint = checkpointOf(run, poll);
  // Never fails, and is not waited for until the first page is there.
  const loading = checkpoint.load();
  const timeline = new Timeline(ghl, poll.by, poll.filters, LIVE_PAGE_LIMIT);
  const mapped = contactMapper(run);
  const first = await timeline.start();
  const left = usable(await loading, now);
  const before = left ?? withoutMemory(poll, timeline.total, now);
  const wanted: Span[] = [
    { from: before.newest + 1, to: OPEN_END, openedAt: now, readings: UNREAD },
    ...before.spans,
  ];
  const fires = newness(poll, before, wanted, now);

  let rows = 0;
  let leftOut = 0;
  const firing = (contacts: readonly WireContact[]): Promise<Contact[]> => {
    const found = contacts.filter((contact) => poll.matches(contact) && fires(contact));
    const known = found.filter((contact) => !isAmong(before.unprimed, contact));
    rows += known.length;
    leftOut += found.length - known.length;
    return mapped(known);
  };
  yield await firing(first);
  for await (const page of timeline.read(wanted, MOST_ROWS)) yield await firing(page);
  const newest = Math.max(before.newest, newestOf(timeline.newest, now));
  const isNewsFree = (timeline.newest ?? 0) <= before.newest;
  const toRead = closed(isNewsFree ? before.spans : wanted, newest);
  const spans = afterReading(toRead, timeline.covered, now);
  const behind = spans.filter(isUnread);
  if (behind.length === 0) {
    const again = [{ from: now - READ_ON_WINDOW_MS, to: before.newest }];
    for await (const page of timeline.read(again, MOST_ROWS_AGAIN)) yield await firing(page);
  }

  if (leftOut > 0) ghl.log('poll.truncated', { by: poll.by, leftOut, reason: 'not primed' });
  const isKept = await keep(checkpoint, left, { ...before, newest, spans });
  const { length } = behind;
  if (length > 0) {
    const since = behind.reduce((oldest, { from }) => Math.min(oldest, from), now);
    const details = { by: poll.by, rows, behindMinutes: Math.ceil((now - since) / 60_000) };
    ghl.log(isKept ? 'poll.catching_up' : 'poll.truncated', details);
  } else if (left?.spans.some(isUnread)) {
    ghl.log('poll.caught_up', { by: poll.by, rows });
  }
}

/** Whether a contact fires: its date says that no poll could have seen it before, or it is young. */
const newness = (
  { by }: ContactPoll,
  { since }: State,
  wanted: readonly Range[],
  now: number,
): ((contact: WireContact) => boolean) => {
  const oldest = wanted.reduce((least, { from }) => Math.min(least, from), now - FIRE_WINDOW_MS);
  return (contact) => {
    const moment = readMoment(contact[by]);
    // Without a readable date it counts as new: better seen twice than lost.
    return moment === undefined || (moment > since && moment >= oldest);
  };
};

/** A checkpoint from the future says nothing: the clock that made it was wrong. */
const usable = (left: State | undefined, now: number): State | undefined =>
  left && left.newest <= now + CLOCK_SKEW_MS && left.spans.every(({ to }) => to <= left.newest)
    ? left
    : undefined;

/**
 * Where nothing is known of earlier polls, what is younger than a day is read and fires. Of an undated
 * trigger that may not have been primed to the end, only contacts that were created within the day.
 */
const withoutMemory = ({ isUndated }: ContactPoll, total: number, now: number): State => {
  const yesterday = now - FIRE_WINDOW_MS;
  const isUnsure = isUndated === true && total > SURELY_PRIMED;
  return {
    since: 0,
    newest: yesterday - 1,
    spans: [],
    unprimed: isUnsure ? [{ from: 0, to: yesterday }] : [],
  };
};

const isAmong = (ranges: readonly Range[], { dateAdded }: WireContact): boolean => {
  const moment = readMoment(dateAdded) ?? 0;
  return ranges.some(({ from, to }) => moment >= from && moment <= to);
};

/**
 * Until when polls have seen what there is: the newest date that HighLevel gave. A date of the future
 * must not hide what comes before it, and in a quiet location the app's own clock says enough.
 */
const newestOf = (seen: number | undefined, now: number): number =>
  Math.min(now, Math.max(seen ?? 0, now - CLOCK_SKEW_MS));

const closed = (spans: readonly Span[], newest: number): Span[] =>
  spans.map((span) => ({ ...span, to: Math.min(span.to, newest) })).filter(isRange);

const isRange = ({ from, to }: Range): boolean => from <= to;

/** A quiet location's checkpoint moves on no more often than this, since moving it costs a call. */
const MOVE_EVERY_MS = 10 * 60_000;

/** @returns whether what is left to read is known to the next poll */
const keep = async (
  checkpoint: ReturnType<typeof checkpointOf>,
  before: State | undefined,
  after: State,
): Promise<boolean> => {
  const isQuiet =
    before?.spans.length === 0 &&
    after.spans.length === 0 &&
    after.newest - before.newest < MOVE_EVERY_MS;
  return isQuiet || checkpoint.save(after);
};

/** Switches a Zap on: what is there already never fires. */
async function* primingPoll(run: Run<unknown>, poll: ContactPoll): AsyncGenerator<Contact[]> {
  const { ghl } = run;
  const now = clock.now();
  const found = poll.isUndated
    ? readAll(ghl, 'dateAdded', poll.filters, [{ from: 0, to: OPEN_END }])
    : readAll(ghl, poll.by, poll.filters, [{ from: now - PRIMING_WINDOW_MS, to: OPEN_END }]);
  let newest: number | undefined;
  let rows = 0;
  let unprimed: Range[] = [];
  for (;;) {
    const { value, done } = await found.next();
    if (done) {
      unprimed = value;
      break;
    }
    for (const contact of value) {
      const moment = readMoment(contact[poll.by]);
      if (moment !== undefined && moment > (newest ?? 0)) newest = moment;
    }
    const already = value.filter(poll.matches);
    rows += already.length;
    yield already.map((contact) => toContact(contact));
  }
  const since = newestOf(newest, now);
  const isKept = await checkpointOf(run, poll).save({
    since,
    newest: since,
    spans: [],
    unprimed: poll.isUndated ? unprimed : [],
  });
  if (unprimed.length > 0) ghl.log('poll.truncated', { by: poll.by, rows, isKept });
}

const sampleContacts = async (run: Run<unknown>, poll: ContactPoll): Promise<Contact[]> => {
  const sample = await firstMatches(run.ghl, poll);
  return toContacts(run, sample.slice(0, SAMPLE_SIZE));
};

const firstMatches = async (ghl: Ghl, { by, filters, matches }: ContactPoll) => {
  const sample: WireContact[] = [];
  let pagesRead = 0;
  const sort = { field: by, direction: 'desc' } as const;
  for await (const page of contactPages(ghl, { filters, sort, pageLimit: LIVE_PAGE_LIMIT })) {
    pagesRead += 1;
    sample.push(...page.contacts.filter(matches));
    if (sample.length >= SAMPLE_SIZE || pagesRead === SAMPLE_PAGES) break;
  }
  return sample;
};
