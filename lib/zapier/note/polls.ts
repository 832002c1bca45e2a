import type { Ghl } from '../../ghl/client/client.ts';
import { clock } from '../../ghl/client/clock.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { isNotFound } from '../../ghl/client/not-found.ts';
import { searchContacts } from '../../ghl/contacts.ts';
import { listContactNotes } from '../../ghl/notes.ts';
import type { WireNote } from '../../ghl/schemas/note.ts';
import { toNote } from '../../protiv/note/record.ts';
import type { Note } from '../../protiv/note/schema.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { contactNames, namesIn } from '../contact/names.ts';
import {
  FIRE_WINDOW_MS,
  PAGE_RESERVE_MS,
  PRIMING_WINDOW_MS,
  READ_ON_WINDOW_MS,
  SAMPLE_SIZE,
  ageOf,
} from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import { toNotes } from './output.ts';

/**
 * HighLevel lists notes for one contact only, so notes of all contacts cost a request for each: a
 * live poll looks at this many contacts, those that changed last within a day.
 */
export const CONTACTS_LOOKED_AT = 20;

/** Once, when a Zap is switched on, further: what is seen then cannot fire later. */
const CONTACTS_PRIMED = 60;

/** GHL allows 100 requests in 10 s for all Zaps of a location together. */
const AT_A_TIME = 5;

interface NotePoll {
  /** Notes and contacts as old as this are of no interest. */
  windowMs: number;
  /** How many contacts to look at. */
  contacts: number;
  /** With the last of them younger than this, something may have been missed. */
  readOnMs: number;
  /** How many notes are enough. */
  enough: number;
}

const SAMPLE: NotePoll = {
  windowMs: Number.POSITIVE_INFINITY,
  contacts: CONTACTS_LOOKED_AT,
  readOnMs: 0,
  enough: SAMPLE_SIZE,
};

const PRIMING: NotePoll = {
  windowMs: PRIMING_WINDOW_MS,
  contacts: CONTACTS_PRIMED,
  readOnMs: PRIMING_WINDOW_MS,
  enough: Number.POSITIVE_INFINITY,
};

const LIVE: NotePoll = {
  windowMs: FIRE_WINDOW_MS,
  contacts: CONTACTS_LOOKED_AT,
  readOnMs: READ_ON_WINDOW_MS,
  enough: Number.POSITIVE_INFINITY,
};

/**
 * One poll of notes, newest first.
 *
 * - sample poll: three notes of any age
 * - priming poll: every note that could fire later
 * - live poll: what is younger than a day
 *
 * @param contactId one contact; without it, those that changed last
 * @throws {GhlError} `undated_rows` when no note says when it was added
 */
export const pollNotes = async (
  run: Run<unknown>,
  contactId: string | undefined,
): Promise<Note[]> => {
  const { ghl, meta } = run;
  const now = clock.now();
  const later = meta.isPopulatingDedupe ? PRIMING : LIVE;
  const poll = meta.isLoadingSample ? SAMPLE : later;
  const { notes, contacts } =
    contactId === undefined
      ? await recentNotes(ghl, poll)
      : { notes: await listContactNotes(ghl, contactId), contacts: undefined };
  if (poll === LIVE && notes.length > 0 && notes.every(isUndated)) throw GhlError.undated();
  const young = notes.filter(({ dateAdded }) => ageOf(dateAdded, now) < poll.windowMs);
  const firing = newestFirst(young, ({ dateAdded }) => dateAdded).slice(0, poll.enough);
  if (meta.isPopulatingDedupe) return firing.map((note) => toNote(note));
  return toNotes(run, firing, contacts ?? (await contactNames(run, firing.map(contactOf))));
};

const isUndated = ({ dateAdded }: WireNote): boolean => readMoment(dateAdded) === undefined;

const contactOf = (note: WireNote) => note.contactId;

interface RecentNotes {
  notes: WireNote[];
  /** Names of the contacts that were looked at, by id. */
  contacts: ReadonlyMap<string, string>;
}

const recentNotes = async (ghl: Ghl, poll: NotePoll): Promise<RecentNotes> => {
  const now = clock.now();
  const page = await searchContacts(ghl, {
    sort: { field: 'dateUpdated', direction: 'desc' },
    pageLimit: poll.contacts,
  });
  const contacts = page.contacts.filter(
    ({ dateUpdated }) => ageOf(dateUpdated, now) < poll.windowMs,
  );
  const notes: WireNote[] = [];
  let contactsRead = 0;
  while (contactsRead < contacts.length && notes.length < poll.enough) {
    if (ghl.timeLeft() < PAGE_RESERVE_MS) break;
    const batch = contacts.slice(contactsRead, contactsRead + AT_A_TIME);
    const lists = await Promise.all(batch.map(({ id }) => notesOf(ghl, id)));
    notes.push(...lists.flat());
    contactsRead += batch.length;
  }
  const isCut = page.next !== undefined && ageOf(contacts.at(-1)?.dateUpdated, now) < poll.readOnMs;
  if (isCut || (contactsRead < contacts.length && notes.length < poll.enough)) {
    ghl.log('poll.truncated', { contactsRead, rows: notes.length });
  }
  return { notes, contacts: namesIn(contacts) };
};

/** Search lists contacts a little longer than they exist. */
const notesOf = async (ghl: Ghl, contactId: string): Promise<WireNote[]> => {
  try {
    return await listContactNotes(ghl, contactId);
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
};
