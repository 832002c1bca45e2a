/** What HighLevel gives as a whole, without pages: appointments of a calendar, notes of a contact, tags. */

interface Appointment {
  id: string;
  startTime: string;
  appointmentStatus: string;
  dateAdded: string;
  dateUpdated: string;
}

interface Note {
  id: string;
  body: string;
  dateAdded: string;
}

interface Tag {
  id: string;
  name: string;
}

/** The calendar and the contact that all of them are of. */
export const CALENDAR = 'calendar000000000001';
export const CONTACT = 'contact0000000000001';

/** Where the sub-account's clocks hang. */
const TIME_ZONE = 'America/New_York';

const iso = (at: number): string => new Date(at).toISOString();

export class FakeLists {
  readonly #appointments = new Map<string, Appointment>();
  readonly #notes = new Map<string, Note>();
  readonly #tags: Tag[] = [];

  /** Books one, or changes it; the status is that of a confirmed one unless told otherwise. */
  putAppointment(
    id: string,
    at: number,
    { startsAt, status }: { startsAt?: number; status?: string },
  ): void {
    const before = this.#appointments.get(id);
    this.#appointments.set(id, {
      id,
      startTime: startsAt === undefined ? (before?.startTime ?? iso(at)) : iso(startsAt),
      appointmentStatus: status ?? before?.appointmentStatus ?? 'confirmed',
      dateAdded: before?.dateAdded ?? iso(at),
      dateUpdated: iso(at),
    });
  }

  putNote(id: string, at: number, body: string): void {
    this.#notes.set(id, { id, body, dateAdded: this.#notes.get(id)?.dateAdded ?? iso(at) });
  }

  addTag(name: string): void {
    this.#tags.push({ id: `tag ${name}`, name });
  }

  /** The answer to a request for a list; nothing where it asks for none. */
  answerTo({ pathname, searchParams }: URL): { rows: number; body: unknown } | undefined {
    if (pathname === '/calendars/events') {
      const [from, to] = ['startTime', 'endTime'].map((name) => Number(searchParams.get(name)));
      const events = [...this.#appointments.values()].filter(({ startTime }) => {
        const start = Date.parse(startTime);
        return start >= (from ?? 0) && start <= (to ?? 0);
      });
      return { rows: events.length, body: { events } };
    }
    if (pathname === `/contacts/${CONTACT}/notes`) {
      return { rows: this.#notes.size, body: { notes: [...this.#notes.values()] } };
    }
    if (pathname === '/opportunities/pipelines') return { rows: 0, body: { pipelines: [] } };
    if (pathname.endsWith('/tags')) return { rows: this.#tags.length, body: { tags: this.#tags } };
    const isLocation = /^\/locations\/[^/]+$/.test(pathname);
    return isLocation
      ? { rows: 1, body: { location: { id: 'location1', timezone: TIME_ZONE } } }
      : undefined;
  }
}
