import type { Bundle, ZObject } from 'zapier-platform-core';

import type { Ghl } from '../../ghl/client/client.ts';
import { clock } from '../../ghl/client/clock.ts';
import { MAX_PAGE_LIMIT, contactPages } from '../../ghl/contacts.ts';
import type { ContactFilter } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { HOUR_MS } from '../../protiv/values/dates.ts';
import { ageOf } from '../platform/age.ts';
import { startCatchUp } from '../platform/poll-checkpoint.ts';

/**
 * A live poll reads on while the last row of a page is younger than this, and further by as long as
 * the last poll is past.
 */
export const READ_ON_WINDOW_MS = 2 * HOUR_MS;

/**
 * A live poll fires only for rows younger than this, so that an old contact that starts to match a
 * filter is not new.
 */
export const FIRE_WINDOW_MS = 24 * HOUR_MS;

/** One hour more than can ever fire, for clocks that differ. */
export const PRIMING_WINDOW_MS = FIRE_WINDOW_MS + HOUR_MS;

/** Enough for a quiet day in one request; a burst goes on with the largest pages. */
const LIVE_PAGE_LIMIT = 100;

export const SAMPLE_SIZE = 3;

/** How far a sample poll looks for contacts that match. */
const SAMPLE_PAGES = 5;

/** A page may need this long; with less left a poll stops and says so. */
export const PAGE_RESERVE_MS = 3_000;

/** GHL allows 100 requests in 10 s for all Zaps of a location together. */
export const MOST_CONTACT_PAGES = 80;

export interface ContactPoll {
  /** What makes a contact count as new: when it was added, or when it last changed. */
  by: 'dateAdded' | 'dateUpdated';
  filters: readonly ContactFilter[];
  /** Conditions that HighLevel's search cannot express. */
  matches: (contact: WireContact) => boolean;
}

type ToRows<Row> = (contacts: WireContact[]) => Row[] | Promise<Row[]>;

/**
 * One poll of contacts, newest first, each contact once. Rows are made page by page, so that a burst
 * is never held in memory as HighLevel sends it.
 *
 * - sample poll: three contacts of any age
 * - priming poll: every contact that could fire later
 * - live poll: what is younger than a day; a quiet location costs one request, whatever its size. What
 *   came during an outage shorter than a day is caught up on
 *
 * @param toRows what contacts of one page become
 */
export const pollContacts = async <Row>(
  z: ZObject,
  ghl: Ghl,
  meta: Partial<Bundle['meta']>,
  poll: ContactPoll,
  toRows: ToRows<Row>,
): Promise<Row[]> => {
  if (meta.isLoadingSample) return sampleContacts(ghl, poll, toRows);
  const priming = meta.isPopulatingDedupe === true;
  const window = priming ? PRIMING_WINDOW_MS : FIRE_WINDOW_MS;
  const search = searchFor(poll);
  // Never fails, and is not waited for until the first page is there.
  const catchingUp = startCatchUp(z, ghl, meta, search);
  const now = clock.now();
  const age = (contact: WireContact): number => ageOf(contact[poll.by], now);

  const rows: Row[] = [];
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
    rows.push(...(await toRows(firing)));
    const { gapMs } = await catchingUp;
    const readOn = priming ? window : Math.min(window, READ_ON_WINDOW_MS + gapMs);
    if (page.contacts.some((contact) => age(contact) >= readOn)) break;
    if (page.next && (pagesRead === MOST_CONTACT_PAGES || ghl.timeLeft() < PAGE_RESERVE_MS)) {
      ghl.log('poll.truncated', { rows: rows.length, by: poll.by });
      return rows;
    }
  }
  await (await catchingUp).done();
  return rows;
};

const sampleContacts = async <Row>(
  ghl: Ghl,
  poll: ContactPoll,
  toRows: ToRows<Row>,
): Promise<Row[]> => {
  const rows: Row[] = [];
  let pagesRead = 0;
  for await (const page of contactPages(ghl, { ...searchFor(poll), pageLimit: LIVE_PAGE_LIMIT })) {
    pagesRead += 1;
    rows.push(...(await toRows(page.contacts.filter(poll.matches))));
    if (rows.length >= SAMPLE_SIZE || pagesRead === SAMPLE_PAGES) break;
  }
  return rows.slice(0, SAMPLE_SIZE);
};

const searchFor = ({ by, filters }: ContactPoll) =>
  ({ filters, sort: { field: by, direction: 'desc' } }) as const;

/** GHL stamps both dates at creation, a few milliseconds apart. */
const CREATION_SETTLES_MS = 1_000;

/** Whether a contact's last change is its creation. */
export const isJustCreated = ({ dateAdded, dateUpdated }: WireContact): boolean =>
  Math.abs(Date.parse(dateUpdated ?? '') - Date.parse(dateAdded ?? '')) < CREATION_SETTLES_MS;
