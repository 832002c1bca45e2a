import type { Sandbox } from '../../sandbox/index.ts';
import type { Location, World } from '../../sandbox/world.ts';

/** Records that both sub-accounts have under the same ids; the facts of the operations name them. */
export const CONTACT = 'contactOfBoth0000001';
export const UNWANTED_CONTACT = 'contactOfBoth0000002';
export const TASK = 'taskOfBoth0000000001';
export const UNWANTED_TASK = 'taskOfBoth0000000002';
/** Completed lately, with all that a task can hold. */
export const DONE_TASK = 'taskOfBoth0000000003';

export const NOTE = 'noteOfBoth0000000001';
export const UNWANTED_NOTE = 'noteOfBoth0000000002';
export const CALENDAR = 'calendarOfBoth000001';
export const APPOINTMENT = 'appointmentOfBoth001';
/** Notes of the appointment. */
export const APPOINTMENT_NOTE = 'apptNoteOfBoth000001';
export const UNWANTED_APPOINTMENT_NOTE = 'apptNoteOfBoth000002';

/** A form and a survey. */
export const FORM = 'formOfBoth0000000001';
export const SURVEY = 'surveyOfBoth00000001';

/** What the contact has sent in by the form, and by the survey. */
const SUBMISSION = '38303ec7-629a-49e2-888a-cf8bf0b1f97e';
const SURVEY_SUBMISSION = '38303ec7-629a-49e2-888a-cf8bf0b1f97f';

/** A company without contacts. */
export const COMPANY = 'companyOfBoth0000001';

/** A workflow and a campaign, both published. */
export const WORKFLOW = 'workflowOfBoth000001';
export const CAMPAIGN = 'campaignOfBoth000001';

export const UNWANTED_APPOINTMENT = 'appointmentOfBoth002';

/** A calendar with a team that does not choose by itself, and that the appointment's owner is not in. */
export const TEAM_CALENDAR = 'calendarOfBoth000002';

/** A pipeline with three stages, and an opportunity of the contact in its first one. */
export const PIPELINE = 'pipelineOfBoth000001';
export const STAGES = [
  '3f1c0a52-6f4e-4a0b-9d0c-0000000000a1',
  '3f1c0a52-6f4e-4a0b-9d0c-0000000000a2',
  '3f1c0a52-6f4e-4a0b-9d0c-0000000000a3',
] as const;
export const OPPORTUNITY = 'opportunityOfBoth001';
export const UNWANTED_OPPORTUNITY = 'opportunityOfBoth002';
const LOST_REASON = 'lostReasonOfBoth0001';

/** A pipeline in which nobody has an opportunity. */
export const EMPTY_PIPELINE = 'pipelineOfBoth000002';
/** The contact's conversation; an SMS and an email in it. */
export const CONVERSATION = 'conversationBoth0001';
export const MESSAGE = 'messageOfBoth0000001';
export const EMAIL_MESSAGE = 'messageOfBoth0000002';
const EMAIL_ID = 'emailOfBoth000000001';
/** Messages that are to go out in some days: an SMS and an email. */
export const SCHEDULED_MESSAGE = 'messageOfBoth0000003';
export const SCHEDULED_EMAIL = 'messageOfBoth0000004';

/** A user of both, who is in no calendar's team and has no contact. */
export const USER_NAME = 'Kim Lund';

/** A user of both who follows the contact. */
export const FOLLOWER_NAME = 'Lee Park';

const FOLLOWER = 'userOfBoth0000000002';

/** How the contact is found without its id. */
export const EMAIL = 'pat.moss@example.com';
export const PHONE = '+12125550187';

/** When the contact was born. */
export const BIRTHDAY = '1985-07-24';

/** Records of the sub-account that the connection is not for, by the input that would name them. */
export const FOREIGN = {
  contactId: 'contactOfOther000001',
  taskId: 'taskOfOther000000001',
  noteId: 'noteOfOther000000001',
  calendarId: 'calendarOfOther00001',
  appointmentId: 'appointmentOfOther01',
  opportunityId: 'opportunityOfOther01',
} as const;

const DAY_MS = 86_400_000;

/** Something of every kind that a custom field can hold, by the field's name in the sandbox. */
const CUSTOM_VALUES: Readonly<Record<string, unknown>> = {
  'Lead Score': 85,
  Budget: 12_500.5,
  Project: 'Kitchen',
  'Site Notes': 'Gate on the left.\nMind the dog.',
  'Second Phone': '+12025550199',
  'Interested In': ['Roof', 'Solar'],
  Stage: 'Quoted',
  Materials: ['Metal, galvanised'],
  'Owns the House?': 'Yes',
  'Wanted By': '2027-05-01',
  Dimensions: { width: '120 cm', height: '95 cm' },
  Photos: {
    'a-file': {
      url: 'https://files.example.com/front-door.jpg',
      meta: { originalname: 'front-door.jpg', mimetype: 'image/jpeg', size: 48_213 },
    },
  },
};

/** The same for the custom fields of an opportunity. */
const OPPORTUNITY_VALUES: Readonly<Record<string, unknown>> = {
  'Roof Size': 120,
  'Roof Material': 'Metal',
  Extras: ['Gutters', 'Skylight'],
  'Contract Date': '2027-05-01',
};

/** All that HighLevel can say of a contact. */
const personIn = ({ users, businesses, customFields }: Location) => ({
  firstName: 'Pat',
  lastName: 'Moss',
  email: EMAIL,
  phone: PHONE,
  companyName: 'Moss Property Group',
  ...(businesses[0] && { businessId: businesses[0].id }),
  source: 'referral',
  ...(users[0] && { assignedTo: users[0].id }),
  address1: '12 Harbor Street',
  city: 'Boston',
  state: 'MA',
  postalCode: '02108',
  country: 'US',
  website: 'https://example.com/pat',
  timezone: 'America/New_York',
  dateOfBirth: BIRTHDAY,
  additionalEmails: ['pat@work.example.com'],
  customFields: customFields.flatMap(({ id, name }) =>
    CUSTOM_VALUES[name] === undefined ? [] : [{ id, value: CUSTOM_VALUES[name] }],
  ),
});

/** What the contact and the sub-account have said to each other: something of every kind. */
const addTalk = (world: World, locationId: string, at: (days: number) => string): void => {
  const own = { contactId: CONTACT, conversationId: CONVERSATION };
  world.addMessage(locationId, {
    ...own,
    id: EMAIL_MESSAGE,
    messageType: 'TYPE_EMAIL',
    direction: 'outbound',
    contentType: 'text/html',
    emailMessageId: EMAIL_ID,
    subject: 'Your quote',
    body: '<p>Here is the <b>quote</b>.</p>',
    from: 'Ana Ruiz <ana@example.com>',
    to: [EMAIL],
    attachments: ['https://files.example.com/quote.pdf'],
    dateAdded: at(-0.01),
  });
  world.addMessage(locationId, {
    ...own,
    id: MESSAGE,
    body: 'Thank you, when can you begin?',
    dateAdded: at(-0.008),
  });
  world.addMessage(locationId, {
    ...own,
    id: 'messageOfBoth0000005',
    messageType: 'TYPE_CALL',
    callDuration: 42,
    callStatus: 'completed',
    direction: 'outbound',
    dateAdded: at(-0.012),
  });
  const later = { ...own, direction: 'outbound', status: 'scheduled' } as const;
  world.addMessage(locationId, {
    ...later,
    id: SCHEDULED_MESSAGE,
    body: 'See you tomorrow at 9.',
    scheduledFor: Date.parse(at(5)),
    dateAdded: at(-2),
  });
  world.addMessage(locationId, {
    ...later,
    id: SCHEDULED_EMAIL,
    messageType: 'TYPE_EMAIL',
    emailMessageId: 'emailOfBoth000000002',
    subject: 'See you tomorrow',
    body: '<p>At 9.</p>',
    scheduledFor: Date.parse(at(5)),
    dateAdded: at(-2),
  });
};

/**
 * Puts the records that facts name into every sub-account of a sandbox.
 *
 * @param own the id of the sub-account that the connection is for; the others have `FOREIGN` besides
 */
export const addNamedRecords = ({ world, locations }: Sandbox, own: string): void => {
  const at = (days: number): string => new Date(world.now() + days * DAY_MS).toISOString();
  for (const { id } of locations) {
    const location = world.location(id);
    const [owner, ...others] = location.users;
    const assigned = owner && { assignedTo: owner.id };
    location.users.push({
      id: 'userOfBoth0000000001',
      name: USER_NAME,
      firstName: 'Kim',
      lastName: 'Lund',
      email: 'kim.lund@example.com',
      phone: '+12125550188',
    });
    location.users.push({
      id: FOLLOWER,
      name: FOLLOWER_NAME,
      firstName: 'Lee',
      lastName: 'Park',
      email: 'lee.park@example.com',
      phone: '+12125550189',
    });
    world.addContact(id, {
      ...personIn(location),
      id: CONTACT,
      tags: ['vip', 'customer'],
      followers: [FOLLOWER],
      dateAdded: at(-90),
      dateUpdated: at(-0.5),
      lastActivity: at(-1),
    });
    world.addContact(id, {
      id: UNWANTED_CONTACT,
      tags: ['vip'],
      // Of a company that only its list names.
      ...(location.businesses[0] && { businessId: location.businesses[0].id }),
      dateAdded: at(-90),
    });
    world.addTask(id, {
      id: TASK,
      contactId: CONTACT,
      title: 'Call back',
      body: 'About the quote',
      dueDate: at(-1.2),
      ...assigned,
    });
    world.addTask(id, { id: UNWANTED_TASK, contactId: CONTACT });
    world.addTask(id, {
      id: DONE_TASK,
      contactId: CONTACT,
      title: 'Send the quote',
      body: 'With the new prices',
      dueDate: at(-0.6),
      completed: true,
      dateAdded: at(-0.005),
      dateUpdated: at(-0.001),
      ...assigned,
    });
    world.addNote(id, {
      id: NOTE,
      contactId: CONTACT,
      title: 'First call',
      body: 'A note: prefers mornings',
      ...(owner && { userId: owner.id }),
      color: '#ffaa00',
      pinned: true,
    });
    world.addNote(id, { id: UNWANTED_NOTE, contactId: CONTACT });
    addTalk(world, id, at);
    location.forms.push({ id: FORM, name: 'Window Quote' });
    location.surveys.push({ id: SURVEY, name: 'After the Visit' });
    const answers = {
      full_name: 'Pat Moss',
      email: EMAIL,
      phone: PHONE,
      ...Object.fromEntries(
        location.customFields.flatMap((field) =>
          CUSTOM_VALUES[field.name] === undefined ? [] : [[field.id, CUSTOM_VALUES[field.name]]],
        ),
      ),
      terms_and_conditions: 'Agreed',
    };
    world.addSubmission(id, 'form', {
      id: SUBMISSION,
      formId: FORM,
      contactId: CONTACT,
      answers,
      createdAt: at(-0.01),
    });
    world.addSubmission(id, 'survey', {
      id: SURVEY_SUBMISSION,
      formId: SURVEY,
      contactId: CONTACT,
      answers,
      createdAt: at(-0.01),
    });
    location.businesses.push({
      id: COMPANY,
      name: 'Park & Lund',
      phone: '+12125550161',
      email: 'park.lund@example.com',
      website: 'https://example.com/park-lund',
      address: '8 Mill Lane',
      city: 'Boston',
      state: 'MA',
      postalCode: '02110',
      country: 'US',
      description: 'Architects.',
      createdAt: at(-90),
      updatedAt: at(-30),
    });
    location.workflows.push({ id: WORKFLOW, name: 'Call new leads', status: 'published' });
    location.campaigns.push({ id: CAMPAIGN, name: 'Autumn check', status: 'published' });
    const { calendars } = location;
    const [calendar] = calendars;
    if (!calendar) throw new Error('The sandbox has no calendar.');
    calendars.push(
      { ...calendar, id: CALENDAR },
      {
        id: TEAM_CALENDAR,
        name: 'Team',
        calendarType: 'service_booking',
        isActive: true,
        slotDurationMinutes: 60,
        teamMembers: others.map((user, index) => ({ userId: user.id, isPrimary: index === 0 })),
        opens: 9,
        closes: 17,
      },
    );
    world.addAppointment(id, {
      id: APPOINTMENT,
      contactId: CONTACT,
      calendarId: CALENDAR,
      groupId: calendar.groupId ?? 'group',
      ...(owner && { assignedUserId: owner.id }),
      address: '12 Harbor Street',
      description: 'Bring the plans',
      notes: 'Bring the plans',
      startTime: at(10),
      endTime: at(10.04),
    });
    for (const noteId of [APPOINTMENT_NOTE, UNWANTED_APPOINTMENT_NOTE]) {
      location.appointmentNotes.set(noteId, {
        id: noteId,
        appointmentId: APPOINTMENT,
        contactId: CONTACT,
        body: 'Parking behind the house',
        ...(owner && { userId: owner.id }),
        dateAdded: at(-2),
      });
    }
    addOpportunities(world, location, at);
    world.addAppointment(id, {
      id: UNWANTED_APPOINTMENT,
      contactId: CONTACT,
      calendarId: CALENDAR,
      startTime: at(12),
      endTime: at(12.04),
    });
    if (id === own) continue;
    const { contactId, taskId, noteId, calendarId, appointmentId, opportunityId } = FOREIGN;
    calendars.push({ ...calendar, id: calendarId });
    world.addContact(id, { id: contactId });
    world.addTask(id, { id: taskId, contactId });
    world.addNote(id, { id: noteId, contactId });
    world.addOpportunity(id, { id: opportunityId, contactId });
    world.addAppointment(id, {
      id: appointmentId,
      contactId,
      calendarId,
      startTime: at(1),
      endTime: at(1.04),
    });
  }
};

/** Of the contact: one with all that an opportunity can hold, and one that is lost. */
const addOpportunities = (world: World, location: Location, at: (days: number) => string): void => {
  const { id, pipelines, lostReasons, customFields } = location;
  const [owner] = location.users;
  const stage = (index: 0 | 1 | 2, name: string) => ({ id: STAGES[index], name });
  pipelines.push(
    {
      id: PIPELINE,
      name: 'Renovations',
      stages: [stage(0, 'Asked'), stage(1, 'Quoted'), stage(2, 'Ordered')],
    },
    {
      id: EMPTY_PIPELINE,
      name: 'Referrals',
      stages: [{ id: '3f1c0a52-6f4e-4a0b-9d0c-0000000000b1', name: 'Thanked' }],
    },
  );
  lostReasons.push({ id: LOST_REASON, name: 'Moved away' });
  const dates = { createdAt: at(-9), lastStageChangeAt: at(-0.01), lastStatusChangeAt: at(-0.01) };
  world.addOpportunity(id, {
    id: OPPORTUNITY,
    contactId: CONTACT,
    name: 'New windows',
    pipelineId: PIPELINE,
    pipelineStageId: STAGES[0],
    monetaryValue: 8_400.5,
    source: 'referral',
    ...(owner && { assignedTo: owner.id }),
    customFields: customFields.flatMap((field) =>
      OPPORTUNITY_VALUES[field.name] === undefined
        ? []
        : [{ id: field.id, value: OPPORTUNITY_VALUES[field.name] }],
    ),
    ...dates,
    updatedAt: at(-0.005),
  });
  world.addOpportunity(id, {
    id: UNWANTED_OPPORTUNITY,
    contactId: CONTACT,
    name: 'Garden shed',
    pipelineId: PIPELINE,
    pipelineStageId: STAGES[1],
    status: 'lost',
    lostReasonId: LOST_REASON,
    ...dates,
    updatedAt: at(-0.01),
  });
};

/** What a pointer says to each hydrator. */
export const WORKING_POINTERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'hydrators.contactDetails': {
    contactId: CONTACT,
    include: ['tasks', 'notes', 'appointments'],
  },
  'hydrators.carriedContact': { contactId: CONTACT },
  'hydrators.hydrateContact': { has: 'key', contactId: CONTACT, include: ['tasks'] },
  'hydrators.hydrateTask': { has: 'key', contactId: CONTACT, id: TASK },
  'hydrators.hydrateNote': { has: 'key', contactId: CONTACT, id: NOTE },
  'hydrators.hydrateMessage': { has: 'core', messageId: EMAIL_MESSAGE, emailMessageId: EMAIL_ID },
  'hydrators.hydrateAppointment': { has: 'key', id: APPOINTMENT },
  'hydrators.hydrateOpportunity': { has: 'key', id: OPPORTUNITY },
  // The lab's clock starts on this day.
  'hydrators.hydrateSubmission': {
    has: 'key',
    kind: 'form',
    id: SUBMISSION,
    contactId: CONTACT,
    dateAdded: '2026-06-01T13:45:36.000Z',
  },
};
