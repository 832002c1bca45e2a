import type { Ghl } from '../../ghl/client/client.ts';
import { clock } from '../../ghl/client/clock.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { contactPages, findContactById, searchContacts } from '../../ghl/contacts.ts';
import type { ContactFilter } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import type { Contact } from '../../protiv/contact/schema.ts';
import { isBlank } from '../../protiv/values/blank.ts';
import type { Hook, HookEvent } from '../platform/hook-trigger.ts';
import { FIRE_WINDOW_MS, ageOf, isJustCreated } from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import { chosenDetails, withDetails } from './details.ts';
import { CONTACT_FILTERS, contactConditions } from './filters.ts';
import type { ContactConditions } from './filters.ts';
import { contactMapper } from './output.ts';
import { pollContacts } from './polls.ts';
import { within } from './timeline.ts';
import type { DateField } from './timeline.ts';

type Input = Parameters<typeof contactConditions>[1] & { include?: unknown };

type Fires = (contact: WireContact, event?: HookEvent) => boolean;

const CHANGES = ['ContactUpdate', 'ContactTagUpdate', 'ContactDndUpdate'] as const;

const CREATED = 'ContactCreate';

const PAGE_LIMIT = 100;

const hasFilter = (input: Input): boolean =>
  CONTACT_FILTERS.some((key) => !isBlank(Reflect.get(input, key)));

/**
 * New contacts. Where the step has filters, a contact that matches them only once a workflow has tagged
 * or assigned it is still new for a day, as it is for a poll.
 */
export const newContactHook: Hook<Input, Contact> = contactHook({
  by: 'dateAdded',
  note: 'Triggers within seconds, once for each contact. One that does not match the filters at first still triggers if it matches them within 24 hours of its creation.',
  events: (input) =>
    hasFilter(input) ? [CREATED, 'ContactUpdate', 'ContactTagUpdate'] : [CREATED],
  fires: (contact, event) =>
    event === undefined ||
    event.type === CREATED ||
    ageOf(contact.dateAdded, clock.now()) < FIRE_WINDOW_MS,
});

const CHANGE_NOTE =
  'Triggers within seconds. Several changes within a moment trigger once. HighLevel does not tell which fields changed.';

/** Contacts that change. */
export const changedContactHook: Hook<Input, Contact> = contactHook({
  by: 'dateUpdated',
  note: CHANGE_NOTE,
  events: () => CHANGES,
  fires: (contact) => !isJustCreated(contact),
});

/** Contacts that are created or change. */
export const newOrChangedContactHook: Hook<Input, Contact> = contactHook({
  by: 'dateUpdated',
  note: CHANGE_NOTE,
  events: () => [CREATED, ...CHANGES],
  fires: () => true,
});

/** When a change of Do Not Disturb came; it may leave the contact's own dates as they were. */
interface DndChange extends Contact {
  dateChanged?: string | undefined;
}

/** Contacts whose Do Not Disturb changes. What it was before, nobody can read afterwards. */
export const dndChangedHook: Hook<Input, DndChange> = {
  events: () => ['ContactDndUpdate'],
  note: 'Triggers within seconds, each time Do Not Disturb is switched on or off for a contact. Changes during an outage are missed.',
  read: async (run, event) => {
    const contacts = await newOrChangedContactHook.read(run, event);
    const dateChanged = new Date(event.timestamp).toISOString();
    return contacts.map((contact) => ({ ...contact, dateChanged }));
  },
};

/** Contacts that match the filters, as if theirs had changed last: it stands in no date of its own. */
export const recentContacts = async (run: Run<Input>): Promise<DndChange[]> => {
  const conditions = await contactConditions(run, run.input);
  const rows: DndChange[] = [];
  for await (const page of pollContacts(run, { by: 'dateUpdated', ...conditions })) {
    rows.push(...page.map((contact) => ({ ...contact, dateChanged: contact.dateUpdated })));
  }
  return rows;
};

function contactHook({
  by,
  note,
  events,
  fires,
}: {
  by: DateField;
  note: string;
  events: (input: Input) => readonly string[];
  fires: Fires;
}): Hook<Input, Contact> {
  const rows = (
    run: Run<Input>,
    pages: AsyncIterable<WireContact[]>,
  ): AsyncIterable<(Contact & { details?: string })[]> => {
    const mapped = contactMapper(run);
    return withDetails(run, each(pages, mapped), chosenDetails(run.input.include));
  };
  return {
    note,
    events,
    read: async (run, event) => {
      const conditions = await contactConditions(run, run.input);
      const found = await matching(run.ghl, event, conditions, fires);
      const read: Contact[] = [];
      for await (const page of rows(run, onePage(found))) read.push(...page);
      return read;
    },
    readWindow: async function* (run, window) {
      const { filters, matches } = await contactConditions(run, run.input);
      const search = {
        filters: [...filters, within(by, window)],
        sort: { field: by, direction: 'desc' },
        pageLimit: PAGE_LIMIT,
      } as const;
      yield* rows(
        run,
        each(contactPages(run.ghl, search), ({ contacts, next }) => {
          if (next && run.ghl.timeLeft() <= 0) run.ghl.log('poll.truncated', { by });
          return contacts.filter((contact) => matches(contact) && fires(contact));
        }),
      );
    },
  };
}

/**
 * The contact of an event, if it fires. It is read by its id, which is never behind; what only search can
 * tell of it, search is asked for.
 *
 * @throws {GhlError} `not_listed_yet` while search does not show it as it is
 */
const matching = async (
  ghl: Ghl,
  event: HookEvent,
  { filters, matches }: ContactConditions,
  fires: Fires,
): Promise<WireContact[]> => {
  const contact = await findContactById(ghl, event.recordId);
  if (!contact || !matches(contact) || !fires(contact, event)) return [];
  if (filters.length === 0) return [contact];
  const own: ContactFilter = { field: 'id', operator: 'eq', value: contact.id };
  const shown = async (more: readonly ContactFilter[]): Promise<WireContact | undefined> => {
    const search = { filters: [...more, own], sort: NEWEST, pageLimit: 1 };
    return (await searchContacts(ghl, search)).contacts[0];
  };
  const match = await shown(filters);
  const listed = match ?? (await shown([]));
  if (!listed || isBehind(listed, contact)) throw GhlError.notListedYet();
  return match ? [contact] : [];
};

const NEWEST = { field: 'dateUpdated', direction: 'desc' } as const;

/** Not every write moves the date: tags may not. */
const isBehind = (listed: WireContact, contact: WireContact): boolean =>
  listed.dateUpdated !== contact.dateUpdated ||
  [...(listed.tags ?? [])].sort().join() !== [...(contact.tags ?? [])].sort().join();

async function* each<From, To>(
  pages: AsyncIterable<From>,
  change: (page: From) => To | Promise<To>,
): AsyncGenerator<To> {
  for await (const page of pages) yield await change(page);
}

async function* onePage<Page>(page: Page): AsyncGenerator<Page> {
  yield page;
}
