/**
 * Dropdowns filled from the connected location. They are read afresh each time they open, so that a
 * tag or user made a minute ago is there.
 */
import type { Bundle, ZObject } from 'zapier-platform-core';

import { listBusinesses } from '../../ghl/businesses.ts';
import { Ghl } from '../../ghl/client/client.ts';
import { readCursor, searchContacts } from '../../ghl/contacts.ts';
import { listCustomFields, listTags } from '../../ghl/locations.ts';
import { listContactNotes } from '../../ghl/notes.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import type { WireTask } from '../../ghl/schemas/task.ts';
import { listContactTasks } from '../../ghl/tasks.ts';
import { listUsers } from '../../ghl/users.ts';
import { asLine } from '../../protiv/values/input.ts';
import { appointments, calendarGroups, calendars } from './calendars.ts';
import { guarded } from '../platform/error-boundary.ts';
import { newestFirst } from '../platform/newest-first.ts';

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
const resumedAt = <T>(bundle: Bundle, read: (token: string) => T | undefined): T | undefined => {
  const token = bundle.meta?.paging_token;
  return token ? read(token) : undefined;
};

/** Counted from 0. */
const pageOf = (bundle: Bundle): number =>
  resumedAt(bundle, (token) => (/^\d{1,6}$/.test(token) ? Number(token) : undefined)) ?? 0;

/** Tags by name, which is what HighLevel's contact routes take. */
const tags = guarded(async (z: ZObject, bundle: Bundle): Promise<Choices> => {
  const found = await listTags(new Ghl(z, bundle));
  return all(found.flatMap(({ name }) => (name ? [{ id: name, label: name }] : [])));
});

const users = guarded(async (z: ZObject, bundle: Bundle): Promise<Choices> => {
  const page = pageOf(bundle);
  const found = await listUsers(new Ghl(z, bundle), page);
  return {
    results: found.users.map((user) => ({
      id: user.id,
      label: user.name || user.email || user.id,
    })),
    paging_token: found.more ? String(page + 1) : null,
  };
});

const businesses = guarded(async (z: ZObject, bundle: Bundle): Promise<Choices> => {
  const page = pageOf(bundle);
  const found = await listBusinesses(new Ghl(z, bundle), page);
  return {
    results: found.businesses.map(({ id, name }) => ({ id, label: name || id })),
    paging_token: found.more ? String(page + 1) : null,
  };
});

const customFields = guarded(async (z: ZObject, bundle: Bundle): Promise<Choices> => {
  const found = await listCustomFields(new Ghl(z, bundle));
  return all(found.map(({ id, name }) => ({ id, label: name || id })));
});

const CONTACTS_PER_PAGE = 100;

/** Contacts, the latest changed first; "load more" goes on after the last one shown. */
const contacts = guarded(async (z: ZObject, bundle: Bundle): Promise<Choices> => {
  const searchAfter = resumedAt(bundle, readCursor);
  const page = await searchContacts(new Ghl(z, bundle), {
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
const tasks = guarded(async (z: ZObject, bundle: Bundle): Promise<Choices> => {
  const contactId = asLine('Contact', bundle.inputData['contactId']);
  const found = contactId ? await listContactTasks(new Ghl(z, bundle), contactId) : [];
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
const notes = guarded(async (z: ZObject, bundle: Bundle): Promise<Choices> => {
  const contactId = asLine('Contact', bundle.inputData['contactId']);
  const found = contactId ? await listContactNotes(new Ghl(z, bundle), contactId) : [];
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
