/**
 * Dropdowns filled from the connected location. They are read afresh each time they open, so that a
 * tag or user made a minute ago is there.
 */
import { listBusinesses } from '../../ghl/businesses.ts';
import { readCursor, searchContacts } from '../../ghl/contacts.ts';
import { listTags } from '../../ghl/locations.ts';
import { listContactNotes } from '../../ghl/notes.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import type { WireTask } from '../../ghl/schemas/task.ts';
import { listContactTasks } from '../../ghl/tasks.ts';
import { listUsers } from '../../ghl/users.ts';
import { asLine } from '../../protiv/values/input.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { freshCustomFields } from '../location/custom-fields.ts';
import { withRun } from '../platform/run.ts';
import type { Run } from '../platform/run.ts';
import { appointments, calendarGroups, calendars } from './calendars.ts';

interface Choice {
  /** The value that the field takes. */
  id: string;
  /** What the user reads. */
  label: string;
}

interface Choices {
  results: Choice[];
  /** Where "load more" goes on; `null` at the end. */
  paging_token: string | null;
}

const byLabel = (a: Choice, b: Choice): number => a.label.localeCompare(b.label);

const all = (choices: Choice[]): Choices => ({
  results: choices.sort(byLabel),
  paging_token: null,
});

/** Where "load more" goes on; a token that is none of ours starts over. */
const resumedAt = <T>(
  { meta }: Run<unknown>,
  read: (token: string) => T | undefined,
): T | undefined => {
  const token = meta?.paging_token;
  return token ? read(token) : undefined;
};

/** Counted from 0. */
const pageOf = (run: Run<unknown>): number =>
  resumedAt(run, (token) => (/^\d{1,6}$/.test(token) ? Number(token) : undefined)) ?? 0;

/** Tags by name, which is what HighLevel's contact routes take. */
const tags = withRun(async ({ ghl }): Promise<Choices> => {
  const found = await listTags(ghl);
  return all(found.flatMap(({ name }) => (name ? [{ id: name, label: name }] : [])));
});

const users = withRun(async (run): Promise<Choices> => {
  const page = pageOf(run);
  const found = await listUsers(run.ghl, page);
  return {
    results: found.users.map((user) => ({
      id: user.id,
      label: user.name || user.email || user.id,
    })),
    paging_token: found.more ? String(page + 1) : null,
  };
});

const businesses = withRun(async (run): Promise<Choices> => {
  const page = pageOf(run);
  const found = await listBusinesses(run.ghl, page);
  return {
    results: found.businesses.map(({ id, name }) => ({ id, label: name || id })),
    paging_token: found.more ? String(page + 1) : null,
  };
});

/**
 * Custom fields by key, which the sub-accounts made from one snapshot share; those that can be
 * compared.
 */
const customFields = withRun(async (run): Promise<Choices> => {
  const fields = [...(await freshCustomFields(run)).values()];
  const times = new Map<string, number>();
  for (const { label } of fields) times.set(label, (times.get(label) ?? 0) + 1);
  return all(
    fields
      .filter(({ kind }) => kind !== 'boxes' && kind !== 'files')
      .map(({ key, label }) => ({
        id: key,
        label: (times.get(label) ?? 0) > 1 ? `${label} (${key})` : label,
      })),
  );
});

const CONTACTS_PER_PAGE = 100;

/** Contacts, the latest changed first; "load more" goes on after the last one shown. */
const contacts = withRun(async (run): Promise<Choices> => {
  const searchAfter = resumedAt(run, readCursor);
  const page = await searchContacts(run.ghl, {
    sort: { field: 'dateUpdated', direction: 'desc' },
    pageLimit: CONTACTS_PER_PAGE,
    ...(searchAfter && { searchAfter }),
  });
  return {
    results: page.contacts.map((contact) => ({ id: contact.id, label: labelOf(contact) })),
    paging_token: page.next ? JSON.stringify(page.next) : null,
  };
});

const labelOf = (contact: WireContact): string => {
  const name = [contact.firstName, contact.lastName].filter(Boolean).join(' ') || contact.name;
  const reach = contact.email || contact.phone;
  if (name && reach) return `${name} (${reach})`;
  return name || reach || contact.id;
};

/** Tasks of the contact that the step names, open ones first; none while no contact is chosen. */
const tasks = withRun(async ({ ghl, input }): Promise<Choices> => {
  const contactId = asLine('Contact', input['contactId']);
  const found = contactId ? await listContactTasks(ghl, contactId) : [];
  const isDone = ({ completed }: WireTask): number => Number(completed ?? false);
  return {
    results: found
      .toSorted((a, b) => isDone(a) - isDone(b))
      .map((task) => ({
        id: task.id,
        label: `${task.title || task.id}${task.completed ? ' (completed)' : ''}`,
      })),
    paging_token: null,
  };
});

const NOTE_LABEL_LENGTH = 60;

/** Notes of the contact that the step names, newest first; none while no contact is chosen. */
const notes = withRun(async ({ ghl, input }): Promise<Choices> => {
  const contactId = asLine('Contact', input['contactId']);
  const found = contactId ? await listContactNotes(ghl, contactId) : [];
  return {
    results: newestFirst(found, ({ dateAdded }) => dateAdded).map(({ id, title, body }) => ({
      id,
      label: (title || plainText(body ?? '') || id).slice(0, NOTE_LABEL_LENGTH),
    })),
    paging_token: null,
  };
});

/** A note's body may be HTML. */
const plainText = (body: string): string => body.replaceAll(/<[^<>]*>/g, ' ').trim();

export const dropdown = {
  tags: { perform: tags },
  users: { perform: users },
  businesses: { perform: businesses },
  customFields: { perform: customFields },
  contacts: { perform: contacts },
  tasks: { perform: tasks },
  notes: { perform: notes },
  calendars: { perform: calendars },
  calendarGroups: { perform: calendarGroups },
  appointments: { perform: appointments },
};
