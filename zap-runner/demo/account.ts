import * as z from 'zod/mini';

/** The dated versions that GHL's OpenAPI files declare: one for calendars, one for all else. */
const API_VERSION = '2021-07-28';
const CALENDARS_VERSION = '2021-04-15';

const person = z.looseObject({
  id: z.string(),
  firstName: z.nullish(z.string()),
  lastName: z.nullish(z.string()),
  email: z.nullish(z.string()),
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
const booked = z.looseObject({ id: z.string() });
const customFields = z.looseObject({
  customFields: z.array(z.looseObject({ id: z.string(), fieldKey: z.optional(z.string()) })),
});

const DAY_MS = 86_400_000;

/** How far ahead people book. */
const BOOKING_DAYS = 14;

/**
 * The sandbox's HighLevel account as someone who works in it uses it while the Zap is on: straight
 * through GHL's routes, not through the app.
 */
export class Account {
  readonly locationId: string;
  readonly #url: string;
  readonly #token: string;

  constructor(sandbox: { url: string; accessToken: string; locationId: string }) {
    this.#url = sandbox.url;
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
