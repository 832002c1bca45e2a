import * as z from 'zod/mini';

import type { World } from '../../sandbox/world.ts';

/** The dated versions that GHL's OpenAPI files declare: one for calendars, one for all else. */
const API_VERSION = '2021-07-28';
const CALENDARS_VERSION = '2021-04-15';

const person = z.looseObject({
  id: z.string(),
  firstName: z.nullish(z.string()),
  lastName: z.nullish(z.string()),
  email: z.nullish(z.string()),
  phone: z.nullish(z.string()),
  dnd: z.nullish(z.boolean()),
  /** The street, where a search row has it. */
  address: z.nullish(z.string()),
  tags: z.nullish(z.array(z.string())),
});
export type Person = z.infer<typeof person>;

const task = z.looseObject({
  _id: z.string(),
  contactId: z.string(),
  title: z.string(),
  contactDetails: z.nullish(z.looseObject({ firstName: z.nullish(z.string()) })),
});
export type OpenTask = z.infer<typeof task>;

const contacts = z.looseObject({ contacts: z.array(person) });
const oneContact = z.looseObject({ contact: person });
const tasks = z.looseObject({ tasks: z.array(task) });
const notes = z.looseObject({ notes: z.array(z.unknown()) });
const calendar = z.looseObject({
  calendar: z.looseObject({
    name: z.string(),
    teamMembers: z.array(z.looseObject({ userId: z.string() })),
  }),
});
const slots = z.record(z.string(), z.unknown());
const slotsOfDay = z.looseObject({ slots: z.array(z.string()) });
const opportunity = z.looseObject({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  pipelineId: z.string(),
  pipelineStageId: z.string(),
});
export type Opportunity = z.infer<typeof opportunity>;
const opportunities = z.looseObject({ opportunities: z.array(opportunity) });
const named = z.looseObject({ id: z.string(), name: z.string() });
const pipelines = z.looseObject({
  pipelines: z.array(z.looseObject({ ...named.shape, stages: z.array(named) })),
});
const forms = z.looseObject({ forms: z.array(named) });
const booked = z.looseObject({ id: z.string() });
const customFields = z.looseObject({
  customFields: z.array(z.looseObject({ id: z.string(), fieldKey: z.optional(z.string()) })),
});

const DAY_MS = 86_400_000;

/** How far ahead people book. */
const BOOKING_DAYS = 14;

/** People who reach the account from outside: no route of HighLevel stands for them. */
type Outside = Pick<World, 'addMessage' | 'addSubmission'>;

/**
 * The sandbox's HighLevel account as someone who works in it uses it while the Zap is on: straight
 * through GHL's routes, not through the app.
 */
export class Account {
  readonly locationId: string;
  readonly #url: string;
  readonly #token: string;
  readonly #world: Outside;

  constructor(sandbox: { url: string; accessToken: string; locationId: string; world: Outside }) {
    this.#url = sandbox.url;
    this.#world = sandbox.world;
    this.#token = sandbox.accessToken;
    this.locationId = sandbox.locationId;
  }

  get(path: string): Promise<unknown> {
    return this.#send('GET', path);
  }

  post(path: string, body: unknown): Promise<unknown> {
    return this.#send('POST', path, body);
  }

  put(path: string, body: unknown): Promise<unknown> {
    return this.#send('PUT', path, body);
  }

  /** The first hundred people. */
  async people(): Promise<Person[]> {
    const body = { locationId: this.locationId, pageLimit: 100, page: 1 };
    return contacts.parse(await this.post('/contacts/search', body)).contacts;
  }

  async person(id: string): Promise<Person> {
    return oneContact.parse(await this.get(`/contacts/${id}`)).contact;
  }

  /** Adds a person; the contact's id. */
  async addPerson(contact: Readonly<Record<string, unknown>>): Promise<string> {
    const body = { ...contact, locationId: this.locationId };
    return oneContact.parse(await this.post('/contacts/', body)).contact.id;
  }

  async openTasks(): Promise<OpenTask[]> {
    const body = { completed: false, limit: 100 };
    return tasks.parse(await this.post(`/locations/${this.locationId}/tasks/search`, body)).tasks;
  }

  async hasNotes(contactId: string): Promise<boolean> {
    return notes.parse(await this.get(`/contacts/${contactId}/notes`)).notes.length > 0;
  }

  /**
   * Id of one of the account's custom fields.
   *
   * @param key its place in templates, such as `lead_score`
   */
  async customFieldId(key: string): Promise<string> {
    const answer = customFields.parse(await this.get(`/locations/${this.locationId}/customFields`));
    const field = answer.customFields.find(({ fieldKey }) => fieldKey === `contact.${key}`);
    if (!field) throw new Error(`The account has no custom field "${key}".`);
    return field.id;
  }

  /** A calendar's name and who it belongs to. */
  async calendar(id: string): Promise<{ name: string; ownerId: string | undefined }> {
    const { name, teamMembers } = calendar.parse(await this.get(`/calendars/${id}`)).calendar;
    return { name, ownerId: teamMembers[0]?.userId };
  }

  /** When a calendar is free within the next two weeks: ISO 8601 with the account's offset. */
  async freeSlots(calendarId: string, now: number): Promise<string[]> {
    const range = `startDate=${now}&endDate=${now + BOOKING_DAYS * DAY_MS}`;
    const days = slots.parse(await this.get(`/calendars/${calendarId}/free-slots?${range}`));
    return Object.values(days).flatMap((day) => slotsOfDay.safeParse(day).data?.slots ?? []);
  }

  /** Books an appointment; its id. */
  async book(appointment: Readonly<Record<string, unknown>>): Promise<string> {
    const body = { ...appointment, locationId: this.locationId };
    return booked.parse(await this.post('/calendars/events/appointments', body)).id;
  }

  /** The open opportunities of a pipeline, or of all of them; a hundred at most. */
  async openOpportunities(pipelineId: string): Promise<Opportunity[]> {
    const body = { locationId: this.locationId, limit: 100, page: 1 };
    const found = opportunities.parse(await this.post('/opportunities/search', body));
    return found.opportunities.filter(
      (row) => row.status === 'open' && (pipelineId === '' || row.pipelineId === pipelineId),
    );
  }

  /** A pipeline with its stages; the first one where none is named. */
  async pipeline(id: string) {
    const path = `/opportunities/pipelines?locationId=${this.locationId}`;
    const all = pipelines.parse(await this.get(path)).pipelines;
    const found = all.find((pipeline) => id === '' || pipeline.id === id);
    if (!found) throw new Error(`The account has no pipeline ${id}.`);
    return found;
  }

  /** A form; the first one where none is named. */
  async form(id: string) {
    const all = forms.parse(await this.get(`/forms/?locationId=${this.locationId}`)).forms;
    const found = all.find((form) => id === '' || form.id === id);
    if (!found) throw new Error(`The account has no form ${id}.`);
    return found;
  }

  /** Somebody writes or calls. */
  receive(message: Omit<Parameters<Outside['addMessage']>[1], 'direction'>): void {
    this.#world.addMessage(this.locationId, { ...message, direction: 'inbound' });
  }

  /** Somebody sends a form in. */
  receiveForm(submission: Parameters<Outside['addSubmission']>[2]): void {
    this.#world.addSubmission(this.locationId, 'form', submission);
  }

  async #send(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(new URL(path, this.#url), {
      method,
      headers: {
        Authorization: `Bearer ${this.#token}`,
        Version: path.startsWith('/calendars') ? CALENDARS_VERSION : API_VERSION,
        Accept: 'application/json',
        'Content-Type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`The account refused ${method} ${path}: ${await response.text()}`);
    }
    return response.json();
  }
}
