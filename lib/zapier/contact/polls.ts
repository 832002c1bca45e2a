import { clock } from '../../ghl/client/clock.ts';
import { MAX_PAGE_LIMIT, contactPages } from '../../ghl/contacts.ts';
import type { ContactFilter } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { toContact } from '../../protiv/contact/record.ts';
import type { Contact } from '../../protiv/contact/schema.ts';
import { readPollCheckpoint } from '../platform/poll-checkpoint.ts';
import {
  FIRE_WINDOW_MS,
  MOST_CONTACT_PAGES,
  PAGE_RESERVE_MS,
  PRIMING_WINDOW_MS,
  READ_ON_WINDOW_MS,
  SAMPLE_SIZE,
  ageOf,
} from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import { contactMapper, toContacts } from './output.ts';

/** Enough for a quiet day in one request; a burst goes on with the largest pages. */
const LIVE_PAGE_LIMIT = 100;

/** How far a sample poll looks for contacts that match. */
const SAMPLE_PAGES = 5;

export interface ContactPoll {
  /** What makes a contact count as new: when it was added, or when it last changed. */
  by: 'dateAdded' | 'dateUpdated';
  filters: readonly ContactFilter[];
  /** Conditions that HighLevel's search cannot express. */
  matches: (contact: WireContact) => boolean;
}

/**
 * One poll of contacts, newest first, each contact once. Contacts are mapped page by page, so that a
 * burst is never held in memory as HighLevel sends it.
 *
 * - sample poll: three contacts of any age
 * - priming poll: every contact that could fire later, without custom fields
 * - live poll: what is younger than a day; a quiet location costs one request, whatever its size. What
 *   came during an outage shorter than a day is caught up on
 */
export async function* pollContacts(
  run: Run<unknown>,
  poll: ContactPoll,
): AsyncGenerator<Contact[]> {
  const { ghl, meta } = run;
  if (meta.isLoadingSample) {
    yield await sampleContacts(run, poll);
    return;
  }
  const priming = meta.isPopulatingDedupe === true;
  const window = priming ? PRIMING_WINDOW_MS : FIRE_WINDOW_MS;
  const search = searchFor(poll);
  const mapped = priming ? withoutCustomFields : contactMapper(run);
  // Never fails, and is not waited for until the first page is there.
  const checkpoint = readPollCheckpoint(run, search);
  const now = clock.now();
  const age = (contact: WireContact): number => ageOf(contact[poll.by], now);

  let rows = 0;
  let pagesRead = 0;
  const pages = contactPages(ghl, {
    ...search,
    pageLimit: priming ? MAX_PAGE_LIMIT : LIVE_PAGE_LIMIT,
  });
  for await (const page of pages) {
    pagesRead += 1;
    const firing = page.contacts.filter(
      (contact) => poll.matches(contact) && age(contact) < window,
    );
    rows += firing.length;
    yield await mapped(firing);
    const { gapMs } = await checkpoint;
    const readOn = priming ? window : Math.min(window, READ_ON_WINDOW_MS + gapMs);
    if (page.contacts.some((contact) => age(contact) >= readOn)) break;
    if (page.next && (pagesRead === MOST_CONTACT_PAGES || ghl.timeLeft() < PAGE_RESERVE_MS)) {
      ghl.log('poll.truncated', { rows, by: poll.by });
      return;
    }
  }
  await (await checkpoint).done();
}

const withoutCustomFields = (contacts: readonly WireContact[]): Contact[] =>
  contacts.map((contact) => toContact(contact));

const sampleContacts = async (run: Run<unknown>, poll: ContactPoll): Promise<Contact[]> => {
  const sample: WireContact[] = [];
  let pagesRead = 0;
  const pages = contactPages(run.ghl, { ...searchFor(poll), pageLimit: LIVE_PAGE_LIMIT });
  for await (const page of pages) {
    pagesRead += 1;
    sample.push(...page.contacts.filter(poll.matches));
    if (sample.length >= SAMPLE_SIZE || pagesRead === SAMPLE_PAGES) break;
  }
  return toContacts(run, sample.slice(0, SAMPLE_SIZE));
};

const searchFor = ({ by, filters }: ContactPoll) =>
  ({ filters, sort: { field: by, direction: 'desc' } }) as const;

/** GHL stamps both dates at creation, a few milliseconds apart. */
const CREATION_SETTLES_MS = 1_000;

/** Whether a contact's last change is its creation. */
export const isJustCreated = ({ dateAdded, dateUpdated }: WireContact): boolean =>
  Math.abs(Date.parse(dateUpdated ?? '') - Date.parse(dateAdded ?? '')) < CREATION_SETTLES_MS;
