import { isDeepStrictEqual } from 'node:util';

import type { Change } from '../changes.ts';
import { numberOf } from '../message-types.ts';
import type { Appointment, Contact, Message, Note, Opportunity, Task } from '../records.ts';
import { present } from '../views.ts';

/** A webhook without what every one of them has beside. */
export interface Payload extends Record<string, unknown> {
  type: string;
}

/** The flat contact of HighLevel's webhook guide: less than the API gives, and dated by creation alone. */
const contactFields = (contact: Contact): Record<string, unknown> =>
  present({
    id: contact.id,
    name: [contact.firstName, contact.lastName].filter(Boolean).join(' ') || undefined,
    firstName: contact.firstName,
    lastName: contact.lastName,
    email: contact.email,
    phone: contact.phone,
    companyName: contact.companyName,
    address1: contact.address1,
    city: contact.city,
    state: contact.state,
    country: contact.country,
    postalCode: contact.postalCode,
    website: contact.website,
    source: contact.source,
    dateAdded: contact.dateAdded,
    dateOfBirth: contact.dateOfBirth,
    dnd: contact.dnd,
    tags: contact.tags,
    assignedTo: contact.assignedTo,
    customFields: contact.customFields,
  });

const contactPayloads = (
  before: Contact | undefined,
  after: Contact | undefined,
): readonly Payload[] => {
  if (!before) return after ? [{ type: 'ContactCreate', ...contactFields(after) }] : [];
  if (!after) return [{ type: 'ContactDelete', ...contactFields(before) }];
  const { tags, dnd, ...rest } = contactFields(after);
  const { tags: _tags, dnd: _dnd, ...restBefore } = contactFields(before);
  const areTagsOther = !isDeepStrictEqual(before.tags, tags);
  const isDndOther =
    before.dnd !== dnd || !isDeepStrictEqual(before.dndSettings, after.dndSettings);
  const fields = { tags, dnd, ...rest };
  return [
    ...(isDeepStrictEqual(restBefore, rest) ? [] : [{ type: 'ContactUpdate', ...fields }]),
    // The whole list, not what changed.
    ...(areTagsOther ? [{ type: 'ContactTagUpdate', ...fields }] : []),
    ...(isDndOther
      ? [{ type: 'ContactDndUpdate', ...fields, ...present({ dndSettings: after.dndSettings }) }]
      : []),
  ];
};

const taskFields = ({ id, title, body, assignedTo, contactId, dateAdded, dueDate }: Task) =>
  present({ id, title, body, assignedTo, contactId, dateAdded, dueDate });

/** There is none for a task that changes otherwise. */
const taskPayloads = (before: Task | undefined, after: Task | undefined): readonly Payload[] => {
  if (!after) return before ? [{ type: 'TaskDelete', ...taskFields(before) }] : [];
  if (!before) {
    // Without the contact and the text (GoHighLevel/highlevel-api-docs#332).
    const { contactId: _contactId, body: _body, ...fields } = taskFields(after);
    return [{ type: 'TaskCreate', ...fields }];
  }
  const isCompleted = after.completed && !before.completed;
  return isCompleted ? [{ type: 'TaskComplete', ...taskFields(after) }] : [];
};

const notePayloads = (before: Note | undefined, after: Note | undefined): readonly Payload[] => {
  const note = after ?? before;
  if (!note) return [];
  // No title and no author (GoHighLevel/highlevel-api-docs#312).
  const { id, body, contactId, dateAdded } = note;
  const type = verbOf('Note', before, after);
  return [{ type, id, body, contactId, dateAdded }];
};

const verbOf = (noun: string, before: unknown, after: unknown): string => {
  if (before === undefined) return `${noun}Create`;
  return after === undefined ? `${noun}Delete` : `${noun}Update`;
};

/** Wrapped, unlike the others. */
const appointmentPayloads = (
  before: Appointment | undefined,
  after: Appointment | undefined,
): readonly Payload[] => {
  const appointment = after ?? before;
  if (!appointment) return [];
  const {
    isRecurring: _isRecurring,
    rrule: _rrule,
    locationId: _locationId,
    ...rest
  } = appointment;
  const {
    masterEventId: _masterEventId,
    description: _description,
    deleted: _deleted,
    ...fields
  } = rest;
  return [{ type: verbOf('Appointment', before, after), appointment: present({ ...fields }) }];
};

/** What has an event of its own when it changes, beside the one for any change. */
const OPPORTUNITY_EVENTS = {
  pipelineStageId: 'OpportunityStageUpdate',
  status: 'OpportunityStatusUpdate',
  monetaryValue: 'OpportunityMonetaryValueUpdate',
  assignedTo: 'OpportunityAssignedToUpdate',
} as const satisfies Partial<Record<keyof Opportunity, string>>;

/** Flat, and dated by creation alone; nobody's is `null` in what HighLevel's developer portal shows. */
const opportunityFields = (opportunity: Opportunity): Record<string, unknown> => ({
  ...present({
    id: opportunity.id,
    contactId: opportunity.contactId,
    monetaryValue: opportunity.monetaryValue,
    name: opportunity.name,
    pipelineId: opportunity.pipelineId,
    pipelineStageId: opportunity.pipelineStageId,
    source: opportunity.source,
    status: opportunity.status,
    dateAdded: opportunity.createdAt,
  }),
  assignedTo: opportunity.assignedTo ?? null,
});

/** An update comes with each of them, creation and deletion included (highlevel-api-docs#27). */
const opportunityPayloads = (
  before: Opportunity | undefined,
  after: Opportunity | undefined,
): readonly Payload[] => {
  const opportunity = after ?? before;
  if (!opportunity) return [];
  const fields = opportunityFields(opportunity);
  const own =
    before && after
      ? Object.entries(OPPORTUNITY_EVENTS)
          .filter(([key]) => Reflect.get(before, key) !== Reflect.get(after, key))
          .map(([, type]) => type)
      : [verbOf('Opportunity', before, after)];
  return ['OpportunityUpdate', ...own].map((type) => ({ type, ...fields }));
};

/** What the samples of HighLevel's webhook guide call the types; the rest is a guess by them. */
const CHANNELS: Readonly<Record<string, string>> = {
  TYPE_CALL: 'CALL',
  TYPE_IVR_CALL: 'CALL',
  TYPE_EMAIL: 'Email',
  TYPE_FACEBOOK: 'FB',
  TYPE_INSTAGRAM: 'IG',
  TYPE_INTERNAL_COMMENT: 'InternalComment',
  TYPE_LIVE_CHAT: 'Live Chat',
  TYPE_SMS: 'SMS',
  TYPE_VOICEMAIL: 'VoiceMail',
  TYPE_WHATSAPP: 'WhatsApp',
};

const channelOf = (messageType: string): string =>
  CHANNELS[messageType] ?? messageType.replace(/^TYPE_/, '');

/** Without the id of the message, and with one address of many (highlevel-api-docs#255). */
const emailFields = (message: Message): Record<string, unknown> => ({
  body: message.body,
  subject: message.subject,
  emailMessageId: message.emailMessageId,
  threadId: message.threadOf ?? message.id,
  from: message.from,
  to: message.to?.[0],
  cc: message.cc?.[0],
  bcc: message.bcc?.[0],
  ccList: message.cc,
  bccList: message.bcc,
});

/** A call that nobody took comes as a voicemail, without its length and how it ended. */
const talkFields = (message: Message): Record<string, unknown> => {
  const { messageType, callStatus } = message;
  const isVoicemail = callStatus === 'voicemail' && message.direction === 'inbound';
  const typeString = isVoicemail ? 'TYPE_VOICEMAIL' : messageType;
  return {
    messageId: message.id,
    body: message.body,
    attachments: message.attachments,
    contentType: message.contentType,
    status:
      callStatus === 'voicemail' && !isVoicemail ? 'completed' : (callStatus ?? message.status),
    ...(!isVoicemail && { callDuration: message.callDuration, callStatus }),
    from: message.from,
    to: message.to?.[0],
    messageTypeId: numberOf(typeString),
    messageTypeString: typeString,
  };
};

/** A message is told of once, as it comes to be; what is no message not at all. */
const messagePayloads = (
  before: Message | undefined,
  after: Message | undefined,
): readonly Payload[] => {
  if (before || !after || after.messageType.startsWith('TYPE_ACTIVITY')) return [];
  const { contactId, conversationId, dateAdded, direction, messageType, source, userId } = after;
  const own = after.emailMessageId === undefined ? talkFields(after) : emailFields(after);
  const isInbound = direction === 'inbound';
  return [
    {
      type: isInbound ? 'InboundMessage' : 'OutboundMessage',
      ...present({
        contactId,
        conversationId,
        dateAdded,
        direction,
        messageType: channelOf(messageType),
        userId,
        ...(!isInbound && { source }),
        ...own,
      }),
    },
  ];
};

/** The webhooks that a change sets off. */
export const payloadsOf = (change: Change): readonly Payload[] => {
  const { kind, before, after } = change;
  if (kind === 'contact') return contactPayloads(before, after);
  if (kind === 'task') return taskPayloads(before, after);
  if (kind === 'note') return notePayloads(before, after);
  if (kind === 'appointment') return appointmentPayloads(before, after);
  return kind === 'opportunity'
    ? opportunityPayloads(before, after)
    : messagePayloads(before, after);
};
