import type { Ghl } from '../../ghl/client/client.ts';
import { clock } from '../../ghl/client/clock.ts';
import { contactPages } from '../../ghl/contacts.ts';
import type { ContactFilter } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { toContact } from '../../protiv/contact/record.ts';
import type { Contact } from '../../protiv/contact/schema.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import { PRIMING_WINDOW_MS, SAMPLE_SIZE, SURELY_PRIMED } from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import { newestOf, pollSpans, spanCheckpoint } from '../platform/span-poll.ts';
import { OPEN_END } from '../platform/spans.ts';
import type { Range } from '../platform/spans.ts';
import { contactMapper, toContacts } from './output.ts';
import { readAll } from './priming.ts';
import { contactTimeline } from './timeline.ts';
import type { DateField } from './timeline.ts';

/** Enough for a quiet day in one request; a burst goes on with larger pages. */
const LIVE_PAGE_LIMIT = 100;

/** How far a sample poll looks for contacts that match. */
const SAMPLE_PAGES = 5;

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
  spanCheckpoint(run, { by, filters, isUndated });

const livePoll = (run: Run<unknown>, poll: ContactPoll): AsyncGenerator<Contact[]> => {
  const { by, filters, matches, isUndated } = poll;
  return pollSpans(run, {
    by,
    checkpoint: checkpointOf(run, poll),
    timeline: contactTimeline(run.ghl, by, filters, LIVE_PAGE_LIMIT),
    momentOf: (contact) => readMoment(contact[by]),
    matches,
    map: contactMapper(run),
    ...(isUndated && { unprimed: { withoutMemory: unsure, isAmong } }),
  });
};

/**
 * An undated trigger that may not have been primed to the end fires only for contacts that were created
 * within the day, where nothing is known of earlier polls.
 */
const unsure = (total: number, yesterday: number): Range[] =>
  total > SURELY_PRIMED ? [{ from: 0, to: yesterday }] : [];

const isAmong = (ranges: readonly Range[], { dateAdded }: WireContact): boolean => {
  const moment = readMoment(dateAdded) ?? 0;
  return ranges.some(({ from, to }) => moment >= from && moment <= to);
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
