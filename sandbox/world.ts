/** Everything that the sandbox remembers. */
import { randomUUID } from 'node:crypto';

import { WatchedRecords } from './changes.ts';
import type { Change } from './changes.ts';
import type { Oddities } from './oddities.ts';
import type {
  Appointment,
  AppointmentNote,
  Business,
  Calendar,
  Contact,
  Conversation,
  CustomFieldDefinition,
  Message,
  Named,
  Note,
  Opportunity,
  Pipeline,
  Submission,
  Task,
  User,
} from './records.ts';
import { ContactSearch } from './search/contact-search.ts';
import type { LagClock } from './search/lag.ts';
import { SearchedRecords } from './search/searched-records.ts';
import { randomId } from './seed/random.ts';

export type * from './records.ts';

/** One sub-account with all that is in it. */
export class Location {
  readonly id: string;
  readonly name: string;
  readonly companyId: string;
  readonly country: string;
  readonly timezone: string;
  readonly allowDuplicateContact: boolean;
  readonly allowDuplicateOpportunity: boolean;
  readonly contacts = new Map<string, Contact>();
  readonly search: ContactSearch;
  readonly tasks: SearchedRecords<Task>;
  readonly notes = new WatchedRecords<Note>((before, after) =>
    this.onChange({ kind: 'note', before, after }),
  );
  readonly appointments = new WatchedRecords<Appointment>((before, after) =>
    this.onChange({ kind: 'appointment', before, after }),
  );
  readonly opportunities: SearchedRecords<Opportunity>;
  readonly pipelines: Pipeline[] = [];
  readonly lostReasons: Named[] = [];
  readonly blockedSlots = new Map<string, Appointment>();
  readonly appointmentNotes = new Map<string, AppointmentNote>();
  readonly conversations = new Map<string, Conversation>();
  /** What the export shows is behind what the conversations show. */
  readonly messages: SearchedRecords<Message>;
  readonly tags = new Map<string, Named>();
  readonly customFields: CustomFieldDefinition[] = [];
  readonly users: User[] = [];
  readonly businesses: Business[] = [];
  readonly calendars: Calendar[] = [];
  readonly calendarGroups: Named[] = [];
  readonly forms: Named[] = [];
  readonly surveys: Named[] = [];
  /** Of forms and of surveys, in the order in which they came. */
  readonly formSubmissions: Submission[] = [];
  readonly surveySubmissions: Submission[] = [];
  /** What was uploaded, by the id that its uploader gave it. */
  readonly files = new Map<string, File>();
  readonly workflows: (Named & { status: string })[] = [];
  readonly campaigns: (Named & { status: string })[] = [];
  /** Told of every change, once it is made. */
  onChange: (change: Change) => void = () => undefined;
  readonly #byEmail = new Map<string, Set<string>>();
  readonly #byPhone = new Map<string, Set<string>>();
  readonly #conversationOf = new Map<string, string>();

  constructor(
    facts: Pick<
      Location,
      | 'id'
      | 'name'
      | 'companyId'
      | 'country'
      | 'timezone'
      | 'allowDuplicateContact'
      | 'allowDuplicateOpportunity'
    >,
    clock: LagClock,
  ) {
    this.id = facts.id;
    this.name = facts.name;
    this.companyId = facts.companyId;
    this.country = facts.country;
    this.timezone = facts.timezone;
    this.allowDuplicateContact = facts.allowDuplicateContact;
    this.allowDuplicateOpportunity = facts.allowDuplicateOpportunity;
    this.search = new ContactSearch(clock);
    this.opportunities = new SearchedRecords(clock, (before, after) =>
      this.onChange({ kind: 'opportunity', before, after }),
    );
    this.tasks = new SearchedRecords(clock, (before, after) =>
      this.onChange({ kind: 'task', before, after }),
    );
    this.messages = new SearchedRecords(clock, (before, after) =>
      this.onChange({ kind: 'message', before, after }),
    );
  }

  /** Stores a contact as it is now; search sees it after the lag. */
  putContact(contact: Contact): void {
    const before = this.contacts.get(contact.id);
    this.#forget(contact.id);
    this.contacts.set(contact.id, contact);
    keep(this.#byEmail, contact.email?.toLowerCase(), contact.id);
    for (const other of contact.additionalEmails)
      keep(this.#byEmail, other.toLowerCase(), contact.id);
    keep(this.#byPhone, contact.phone, contact.id);
    for (const tag of contact.tags) this.defineTag(tag);
    this.search.put(contact);
    this.onChange({ kind: 'contact', before, after: contact });
  }

  deleteContact(id: string): void {
    const before = this.contacts.get(id);
    this.#forget(id);
    this.contacts.delete(id);
    this.search.delete(id);
    if (before) this.onChange({ kind: 'contact', before, after: undefined });
    for (const [taskId, task] of this.tasks) if (task.contactId === id) this.tasks.delete(taskId);
    for (const [noteId, note] of this.notes) if (note.contactId === id) this.notes.delete(noteId);
    for (const [eventId, event] of this.appointments) {
      if (event.contactId === id) this.appointments.delete(eventId);
    }
    for (const [opportunityId, { contactId }] of this.opportunities) {
      if (contactId === id) this.opportunities.delete(opportunityId);
    }
    for (const [messageId, message] of this.messages) {
      if (message.contactId === id) this.messages.delete(messageId);
    }
    this.conversations.delete(this.#conversationOf.get(id) ?? '');
    this.#conversationOf.delete(id);
  }

  /** A contact has one conversation, with the messages of all channels. */
  conversationOf(contactId: string): Conversation | undefined {
    return this.conversations.get(this.#conversationOf.get(contactId) ?? '');
  }

  putConversation(conversation: Conversation): void {
    this.conversations.set(conversation.id, conversation);
    this.#conversationOf.set(conversation.contactId, conversation.id);
  }

  /**
   * @throws {Error} for a contact that the location does not have
   */
  contactById(id: string): Contact {
    const contact = this.contacts.get(id);
    if (!contact) throw new Error(`No contact ${id}.`);
    return contact;
  }

  /** Ids of contacts with this e-mail, main or additional. */
  withEmail(email: string): string[] {
    return [...(this.#byEmail.get(email.toLowerCase()) ?? [])];
  }

  withPhone(phone: string): string[] {
    return [...(this.#byPhone.get(phone) ?? [])];
  }

  /** An unknown tag on a contact defines it for the location; removing it leaves the definition. */
  defineTag(name: string, id = randomId()): Named {
    const known = this.tags.get(name);
    if (known) return known;
    const tag = { id, name };
    this.tags.set(name, tag);
    return tag;
  }

  #forget(id: string): void {
    const contact = this.contacts.get(id);
    if (!contact) return;
    for (const email of [contact.email, ...contact.additionalEmails]) {
      this.#byEmail.get(email?.toLowerCase() ?? '')?.delete(id);
    }
    this.#byPhone.get(contact.phone ?? '')?.delete(id);
  }
}

const keep = (index: Map<string, Set<string>>, key: string | undefined, id: string): void => {
  if (!key) return;
  const ids = index.get(key) ?? new Set();
  index.set(key, ids.add(id));
};

/** Whether a write of a contact's records moves the contact's `dateUpdated`: nobody could verify. */
export interface Touches {
  tag: boolean;
  note: boolean;
  task: boolean;
}

export type TaskSearchOrder = 'oldestFirst' | 'newestFirst';
export type SubmissionOrder = TaskSearchOrder;

/** The order of opportunity search: the one that is asked for, or another one whatever is asked for. */
export type OpportunitySearchOrder = 'asked' | 'oldestFirst' | 'shuffled';

export class World {
  readonly locations = new Map<string, Location>();
  readonly now: () => number;
  readonly touches: Touches;
  /** The order of task search, which GHL does not document. */
  readonly taskSearchOrder: TaskSearchOrder;
  readonly opportunitySearchOrder: OpportunitySearchOrder;
  /** Whether an empty text takes the user from an opportunity, of which GHL says nothing. */
  readonly unassignsOpportunities: boolean;
  /** The order of submissions, which GHL does not document either. */
  readonly submissionOrder: SubmissionOrder;
  readonly oddities: Oddities;
  /** API requests that changed something. */
  writes = 0;

  constructor(
    now: () => number,
    {
      touches,
      taskSearchOrder,
      opportunitySearchOrder,
      unassignsOpportunities,
      submissionOrder,
      oddities,
    }: Pick<
      World,
      | 'touches'
      | 'taskSearchOrder'
      | 'opportunitySearchOrder'
      | 'unassignsOpportunities'
      | 'submissionOrder'
      | 'oddities'
    >,
  ) {
    this.now = now;
    this.touches = touches;
    this.taskSearchOrder = taskSearchOrder;
    this.opportunitySearchOrder = opportunitySearchOrder;
    this.unassignsOpportunities = unassignsOpportunities;
    this.submissionOrder = submissionOrder;
    this.oddities = oddities;
  }

  timestamp(): string {
    return new Date(this.now()).toISOString();
  }

  /** Adds a contact directly, as if it had always been there; what is not named is made up. */
  addContact(locationId: string, contact: Partial<Omit<Contact, 'locationId'>> = {}): Contact {
    const stamp = contact.dateAdded ?? this.timestamp();
    const added: Contact = {
      id: randomId(),
      locationId,
      type: 'lead',
      dnd: false,
      tags: [],
      customFields: [],
      additionalEmails: [],
      followers: [],
      workflows: [],
      campaigns: [],
      dateAdded: stamp,
      dateUpdated: stamp,
      ...contact,
    };
    this.location(locationId).putContact(added);
    return added;
  }

  /** Changes a contact directly and stamps it. */
  changeContact(locationId: string, id: string, changes: Partial<Contact>): Contact {
    const location = this.location(locationId);
    const changed = { ...location.contactById(id), dateUpdated: this.timestamp(), ...changes };
    location.putContact(changed);
    return changed;
  }

  /** Lets somebody send in a form, or a survey; what is not named is made up. */
  addSubmission(
    locationId: string,
    kind: 'form' | 'survey',
    submission: Partial<Submission> & Pick<Submission, 'contactId'>,
  ): Submission {
    const location = this.location(locationId);
    const isForm = kind === 'form';
    const [form] = isForm ? location.forms : location.surveys;
    const {
      firstName = '',
      lastName = '',
      email = '',
    } = location.contacts.get(submission.contactId) ?? {};
    const name = [firstName, lastName].join(' ').trim();
    const added: Submission = {
      id: randomUUID(),
      formId: form?.id ?? '',
      name,
      email,
      answers: { full_name: name, email },
      createdAt: this.timestamp(),
      ...submission,
    };
    (isForm ? location.formSubmissions : location.surveySubmissions).push(added);
    return added;
  }

  addTask(locationId: string, task: Partial<Task>): Task {
    const stamp = this.timestamp();
    const added: Task = {
      id: randomId(),
      locationId,
      title: 'Call back',
      dueDate: stamp,
      completed: false,
      dateAdded: stamp,
      dateUpdated: stamp,
      ...task,
    };
    this.location(locationId).tasks.set(added.id, added);
    return added;
  }

  /**
   * Changes a task directly and stamps it.
   *
   * @throws {Error} for a task that the location does not have
   */
  changeTask(locationId: string, id: string, changes: Partial<Task>): Task {
    const { tasks } = this.location(locationId);
    const task = tasks.get(id);
    if (!task) throw new Error(`No task ${id}.`);
    const changed = { ...task, dateUpdated: this.timestamp(), ...changes };
    tasks.set(id, changed);
    return changed;
  }

  /** Adds a message directly, to the contact's conversation, which it begins where there is none. */
  addMessage(locationId: string, message: Partial<Message> & Pick<Message, 'contactId'>): Message {
    const location = this.location(locationId);
    const stamp = message.dateAdded ?? this.timestamp();
    const conversation = location.conversationOf(message.contactId) ?? {
      id: message.conversationId ?? randomId(),
      contactId: message.contactId,
      unreadCount: 0,
      starred: false,
      dateAdded: stamp,
    };
    const added: Message = {
      id: randomId(),
      locationId,
      messageType: 'TYPE_SMS',
      direction: 'inbound',
      status: message.direction === 'outbound' ? 'delivered' : 'read',
      contentType: 'text/plain',
      attachments: [],
      source: 'app',
      ...message,
      conversationId: conversation.id,
      dateAdded: stamp,
    };
    location.putConversation(conversation);
    location.messages.set(added.id, added);
    return added;
  }

  addNote(locationId: string, note: Partial<Note> & Pick<Note, 'contactId'>): Note {
    const added: Note = { id: randomId(), body: 'Note', dateAdded: this.timestamp(), ...note };
    this.location(locationId).notes.set(added.id, added);
    return added;
  }

  addAppointment(
    locationId: string,
    appointment: Partial<Appointment> &
      Pick<Appointment, 'contactId' | 'calendarId' | 'startTime' | 'endTime'>,
  ): Appointment {
    const stamp = this.timestamp();
    const added: Appointment = {
      id: randomId(),
      locationId,
      title: 'Site visit',
      appointmentStatus: 'confirmed',
      isRecurring: false,
      dateAdded: stamp,
      dateUpdated: stamp,
      ...appointment,
    };
    this.location(locationId).appointments.set(added.id, added);
    return added;
  }

  /**
   * Adds an opportunity directly; what is not named is made up, in the first stage of its pipeline.
   *
   * @throws {Error} for a pipeline that the location does not have
   */
  addOpportunity(
    locationId: string,
    opportunity: Partial<Opportunity> & Pick<Opportunity, 'contactId'>,
  ): Opportunity {
    const { pipelines, opportunities } = this.location(locationId);
    const { pipelineId = pipelines[0]?.id } = opportunity;
    const pipeline = pipelines.find(({ id }) => id === pipelineId);
    if (!pipeline) throw new Error(`No pipeline ${pipelineId}.`);
    const stamp = opportunity.createdAt ?? this.timestamp();
    const added: Opportunity = {
      id: randomId(),
      locationId,
      name: 'Roof repair',
      monetaryValue: 0,
      pipelineId: pipeline.id,
      pipelineStageId: pipeline.stages[0]?.id ?? '',
      status: 'open',
      followers: [],
      customFields: [],
      createdAt: stamp,
      updatedAt: stamp,
      lastStageChangeAt: stamp,
      lastStatusChangeAt: stamp,
      ...opportunity,
    };
    opportunities.set(added.id, added);
    return added;
  }

  /**
   * Changes an opportunity directly and stamps it, its stage and its status too where they change.
   *
   * @throws {Error} for an opportunity that the location does not have
   */
  changeOpportunity(locationId: string, id: string, changes: Partial<Opportunity>): Opportunity {
    const { opportunities } = this.location(locationId);
    const before = opportunities.get(id);
    if (!before) throw new Error(`No opportunity ${id}.`);
    const stamp = this.timestamp();
    const { pipelineStageId = before.pipelineStageId, status = before.status } = changes;
    const changed = {
      ...before,
      updatedAt: stamp,
      ...(pipelineStageId !== before.pipelineStageId && { lastStageChangeAt: stamp }),
      ...(status !== before.status && { lastStatusChangeAt: stamp }),
      ...changes,
    };
    opportunities.set(id, changed);
    return changed;
  }

  /** A time that a member of a calendar's team has taken off, in one calendar or in all. */
  addBlockedSlot(
    locationId: string,
    slot: Pick<Appointment, 'startTime' | 'endTime'> & Partial<Appointment>,
  ): Appointment {
    const stamp = this.timestamp();
    const added: Appointment = {
      id: randomId(),
      locationId,
      calendarId: '',
      contactId: '',
      title: 'Not available',
      appointmentStatus: 'confirmed',
      isRecurring: false,
      dateAdded: stamp,
      dateUpdated: stamp,
      ...slot,
    };
    this.location(locationId).blockedSlots.set(added.id, added);
    return added;
  }

  /**
   * @throws {Error} for a location that the world does not have
   */
  location(id: string): Location {
    const location = this.locations.get(id);
    if (!location) throw new Error(`No location ${id}.`);
    return location;
  }
}
