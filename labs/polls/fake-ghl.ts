import * as z from 'zod/mini';

import type { VirtualTime } from '../../harness/virtual-time.ts';
import { FakeArrivals } from './fake-arrivals.ts';
import { FakeLists } from './fake-lists.ts';
import { FakeOpportunities } from './fake-opportunities.ts';

/** A contact from one change to the next. */
interface Version {
  id: string;
  dateAdded: number;
  dateUpdated: number;
  tags: readonly string[];
  /** `1985-03-04`. */
  dateOfBirth?: string | undefined;
  /** Of the change after this one. */
  until: number;
}

interface Task {
  id: string;
  dateAdded: number;
  dateUpdated: number;
  completed: boolean;
  title?: string;
  /** Milliseconds since the epoch. */
  dueDate?: number;
}

type DateField = 'dateAdded' | 'dateUpdated';

/** How HighLevel behaves. */
export interface Manners {
  /** How long a page of so many rows takes. */
  answerMs: (rows: number) => number;
  /** How far search is behind the writes. */
  lagMs: number;
  /** When it does not answer at all, in milliseconds since the epoch. */
  outage?: { from: number; to: number };
  /** What it is asked for and pays no heed to. */
  ignores?: readonly ('sort' | 'range')[];
  /** How far its clock is ahead of the app's. */
  aheadMs?: number;
  /** Custom fields that each contact has filled in. */
  customFields?: number;
}

const OUTAGE_ANSWER_MS = 500;

/** GHL's limit for bursts. */
const WINDOW_MS = 10_000;
const MOST_IN_WINDOW = 100;

const searchBody = z.object({
  pageLimit: z.number(),
  searchAfter: z.optional(z.tuple([z.number(), z.string()])),
  sort: z.array(z.object({ field: z.enum(['dateAdded', 'dateUpdated']) })),
  filters: z.optional(z.array(z.looseObject({}))),
});

const rangeFilter = z.object({
  field: z.enum(['dateAdded', 'dateUpdated']),
  operator: z.literal('range'),
  value: z.object({ gte: z.optional(z.string()), lte: z.optional(z.string()) }),
});

const tagFilter = z.object({ field: z.literal('tags'), value: z.string() });

const birthdayFilter = z.object({
  field: z.literal('dateOfBirth'),
  operator: z.literal('exists'),
});

const taskBody = z.object({
  limit: z.number(),
  skip: z.number(),
  completed: z.optional(z.boolean()),
});

/** What core hands on to `z.request`, as far as it matters here. */
interface Request {
  url: string;
  /** Absent where something is only read. */
  body?: string;
  signal: AbortSignal;
}

/**
 * HighLevel at the border of the client, in memory: search of contacts, tasks and opportunities, messages,
 * submissions and plain lists, as slow as told. Things happen in the order of time.
 */
export class FakeGhl {
  requests = 0;
  /** What happens by the time of a request. */
  beforeRequest: () => void = () => undefined;
  readonly lists = new FakeLists();
  readonly opportunities = new FakeOpportunities();
  readonly arrivals = new FakeArrivals();
  readonly #time: VirtualTime;
  readonly #manners: Manners;
  readonly #added: Version[] = [];
  readonly #updated: Version[] = [];
  readonly #current = new Map<string, Version>();
  readonly #tasks: Task[] = [];
  readonly #taskById = new Map<string, Task>();
  #sentAt: number[] = [];

  constructor(time: VirtualTime, manners: Manners) {
    this.#time = time;
    this.#manners = manners;
  }

  addContact(
    id: string,
    at: number,
    tags: readonly string[] = [],
    more: Pick<Version, 'dateOfBirth'> = {},
  ): void {
    const until = Number.POSITIVE_INFINITY;
    this.#put({ id, dateAdded: at, dateUpdated: at, tags, until, ...more });
  }

  changeContact(id: string, at: number, tags?: readonly string[]): void {
    const before = this.#current.get(id);
    if (!before) throw new Error(`There is no contact ${id}.`);
    before.until = at;
    this.#put({
      ...before,
      dateUpdated: at,
      tags: tags ?? before.tags,
      until: Number.POSITIVE_INFINITY,
    });
  }

  addTask(id: string, at: number, more: Partial<Task> = {}): void {
    const task = { completed: false, ...more, id, dateAdded: at, dateUpdated: at };
    this.#tasks.push(task);
    this.#taskById.set(id, task);
  }

  changeTask(id: string, at: number, changes: Partial<Task>): void {
    const task = this.#taskById.get(id);
    if (!task) throw new Error(`There is no task ${id}.`);
    Object.assign(task, changes, { dateUpdated: at });
  }

  /** Stands in for `z.request`. */
  readonly request = async ({ url, body = '{}', signal }: Request): Promise<unknown> => {
    this.requests += 1;
    this.beforeRequest();
    const now = this.#time.now();
    this.#sentAt = [...this.#sentAt.filter((at) => now - at < WINDOW_MS), now];
    if (this.#sentAt.length > MOST_IN_WINDOW) return answer(429, { message: 'Too many requests' });
    const { outage, answerMs } = this.#manners;
    if (outage && now >= outage.from && now < outage.to) {
      await this.#wait(OUTAGE_ANSWER_MS, signal);
      return answer(503, { message: 'Service unavailable' });
    }
    if (url.includes('/customFields')) return answer(200, { customFields: this.#definitions() });
    const seenUntil = this.#now() - this.#manners.lagMs;
    const listed =
      this.arrivals.answerTo(new URL(url), seenUntil) ?? this.lists.answerTo(new URL(url));
    if (listed) {
      await this.#wait(answerMs(listed.rows), signal);
      return answer(200, listed.body);
    }
    const asked: unknown = JSON.parse(body);
    if (url.endsWith('/opportunities/search')) {
      const { rows, body: page } = this.opportunities.find(asked, seenUntil);
      await this.#wait(answerMs(rows), signal);
      return answer(201, page);
    }
    const isTasks = url.endsWith('/tasks/search');
    const found = isTasks ? this.#findTasks(asked) : this.#findContacts(asked);
    await this.#wait(answerMs(found.rows), signal);
    return answer(isTasks ? 201 : 200, found.body);
  };

  /** On its own clock. */
  #now(): number {
    return this.#time.now() + (this.#manners.aheadMs ?? 0);
  }

  #definitions(): unknown[] {
    return Array.from({ length: this.#manners.customFields ?? 0 }, (_, index) => ({
      id: `customField${index}`,
      name: `Site detail ${index}`,
      fieldKey: `contact.site_detail_${index}`,
      dataType: 'TEXT',
    }));
  }

  #rowOf(version: Version, by: DateField): unknown {
    const customFields = Array.from({ length: this.#manners.customFields ?? 0 }, (_, index) => ({
      id: `customField${index}`,
      value: `What was said about detail ${index} of ${version.id}`,
    }));
    return { ...rowOf(version, by), customFields };
  }

  /** As long as an answer takes, unless the app gives it up. */
  #wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(Object.assign(new Error('aborted'), { name: 'AbortError' }));
      });
      void this.#time.sleep(ms).then(resolve);
    });
  }

  #put(version: Version): void {
    this.#current.set(version.id, version);
    this.#updated.push(version);
    if (version.dateAdded === version.dateUpdated) this.#added.push(version);
  }

  #findContacts(asked: unknown): { rows: number; body: unknown } {
    const { pageLimit, searchAfter, sort, filters = [] } = searchBody.parse(asked);
    const by: DateField = sort[0]?.field ?? 'dateAdded';
    const seenUntil = this.#now() - this.#manners.lagMs;
    const { ignores = [] } = this.#manners;
    const heeded = ignores.includes('range') ? [] : filters;
    const ranges = heeded.flatMap((filter) => rangeFilter.safeParse(filter).data ?? []);
    const tags = filters.flatMap((filter) => tagFilter.safeParse(filter).data?.value ?? []);
    const needsBirthday = filters.some((filter) => birthdayFilter.safeParse(filter).success);
    const from = Math.max(0, ...ranges.map(({ value }) => Date.parse(value.gte ?? '1970-01-01')));
    const to = Math.min(
      seenUntil,
      searchAfter?.[0] ?? seenUntil,
      ...ranges.map(({ value }) => (value.lte ? Date.parse(value.lte) : seenUntil)),
    );
    const log = by === 'dateAdded' ? this.#added : this.#updated;
    const rows: unknown[] = [];
    let total = 0;
    let isPast = searchAfter === undefined;
    for (let at = firstAfter(log, by, to) - 1; at >= 0; at -= 1) {
      const version = log[at];
      if (!version || version[by] < from) break;
      const seen = by === 'dateAdded' ? this.#asSearched(version.id, seenUntil) : version;
      if (!seen || (by === 'dateUpdated' && version.until <= seenUntil)) continue;
      if (tags.some((tag) => !seen.tags.includes(tag))) continue;
      if (needsBirthday && seen.dateOfBirth === undefined) continue;
      if (!isPast) {
        isPast = seen[by] < (searchAfter?.[0] ?? 0) || seen.id === searchAfter?.[1];
        if (!isPast || seen.id === searchAfter?.[1]) continue;
      }
      total += 1;
      if (rows.length < pageLimit) rows.push(this.#rowOf(seen, by));
    }
    // In no order that anybody could name.
    if (ignores.includes('sort')) rows.sort((a, b) => scrambled(a) - scrambled(b));
    return { rows: rows.length, body: { contacts: rows, total } };
  }

  /** A contact as search has it, by its newest version that search has seen. */
  #asSearched(id: string, seenUntil: number): Version | undefined {
    const current = this.#current.get(id);
    // The tags of before matter to nobody here; the dates do.
    return current && current.dateAdded <= seenUntil ? current : undefined;
  }

  #findTasks(asked: unknown): { rows: number; body: unknown } {
    const { limit, skip, completed } = taskBody.parse(asked);
    const seenUntil = this.#now() - this.#manners.lagMs;
    const rows: unknown[] = [];
    let at = 0;
    for (const task of this.#tasks) {
      if (completed !== undefined && task.completed !== completed) continue;
      if (task.dateUpdated > seenUntil) continue;
      at += 1;
      if (at <= skip) continue;
      const { title, dueDate } = task;
      rows.push({
        _id: task.id,
        contactId: 'c',
        completed: task.completed,
        ...(title !== undefined && { title }),
        ...(dueDate !== undefined && { dueDate: new Date(dueDate).toISOString() }),
        ...iso(task),
      });
      if (rows.length === limit) break;
    }
    return { rows: rows.length, body: { tasks: rows } };
  }
}

const firstAfter = (log: readonly Version[], by: DateField, moment: number): number => {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((log[middle]?.[by] ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
};

const scrambled = (row: unknown): number => {
  const text = JSON.stringify(row);
  let mixed = 0;
  for (let at = 0; at < 60; at += 1) mixed = (mixed * 31 + (text.codePointAt(at) ?? 0)) % 1_009;
  return mixed;
};

const iso = ({ dateAdded, dateUpdated }: Record<DateField, number>) => ({
  dateAdded: new Date(dateAdded).toISOString(),
  dateUpdated: new Date(dateUpdated).toISOString(),
});

const rowOf = (version: Version, by: DateField) => ({
  id: version.id,
  firstName: 'Robin',
  tags: version.tags,
  dateOfBirth: version.dateOfBirth ?? null,
  ...iso(version),
  searchAfter: [version[by], version.id],
});

const answer = (status: number, body: unknown) => ({
  status,
  getHeader: () => undefined,
  // Of what core reads by itself.
  content: JSON.stringify(body),
  text: () => Promise.resolve(JSON.stringify(body)),
});
