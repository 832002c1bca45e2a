import type { Bundle } from 'zapier-platform-core';

import type { Ghl } from '../ghl/client.ts';
import { clock } from '../ghl/clock.ts';
import { MAX_PAGE_LIMIT, contactPages } from '../ghl/contacts.ts';
import type { ContactFilter } from '../ghl/contacts.ts';
import type { WireContact } from '../ghl/schemas/contact.ts';

const HOUR_MS = 3_600_000;

/** A live poll reads on while the last row of a page is younger than this. */
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

export interface ContactPoll {
  /** What makes a contact count as new: when it was added, or when it last changed. */
  by: 'dateAdded' | 'dateUpdated';
  filters: readonly ContactFilter[];
  /** Conditions that HighLevel's search cannot express. */
  matches: (contact: WireContact) => boolean;
}

/**
 * One poll of contacts, newest first, each contact once.
 *
 * - sample poll: three contacts of any age
 * - priming poll: every contact that could fire later
 * - live poll: what is younger than a day; a quiet location costs one request, whatever its size
 */
export const pollContacts = async (
  ghl: Ghl,
  meta: Partial<Bundle['meta']>,
  poll: ContactPoll,
): Promise<WireContact[]> => {
  const sample = meta.isLoadingSample === true;
  const readOn = meta.isPopulatingDedupe ? PRIMING_WINDOW_MS : READ_ON_WINDOW_MS;
  const fires = meta.isPopulatingDedupe ? PRIMING_WINDOW_MS : FIRE_WINDOW_MS;
  const now = clock.now();
  /** A contact without a readable date counts as young: better seen twice than lost. */
  const age = (contact: WireContact): number => now - (Date.parse(contact[poll.by] ?? '') || now);

  const found: WireContact[] = [];
  let pagesRead = 0;
  const pages = contactPages(ghl, {
    filters: poll.filters,
    sort: { field: poll.by, direction: 'desc' },
    pageLimit: meta.isPopulatingDedupe ? MAX_PAGE_LIMIT : LIVE_PAGE_LIMIT,
  });
  for await (const page of pages) {
    pagesRead += 1;
    found.push(...page.contacts.filter(poll.matches));
    const done = sample
      ? found.length >= SAMPLE_SIZE || pagesRead === SAMPLE_PAGES
      : page.contacts.some((contact) => age(contact) >= readOn);
    if (done || !page.next) break;
    if (ghl.timeLeft() < PAGE_RESERVE_MS) {
      ghl.log('poll.truncated', { rows: found.length, by: poll.by });
      break;
    }
  }
  return sample ? found.slice(0, SAMPLE_SIZE) : found.filter((contact) => age(contact) < fires);
};

/** GHL stamps both dates at creation, a few milliseconds apart. */
const CREATION_SETTLES_MS = 1_000;

/** Whether a contact's last change is its creation. */
export const isJustCreated = ({ dateAdded, dateUpdated }: WireContact): boolean =>
  Math.abs(Date.parse(dateUpdated ?? '') - Date.parse(dateAdded ?? '')) < CREATION_SETTLES_MS;
