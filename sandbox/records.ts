/** The records that a sub-account keeps. */

export interface Contact {
  id: string;
  locationId: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  phone?: string;
  companyName?: string;
  businessId?: string;
  type: string;
  source?: string;
  assignedTo?: string;
  address1?: string;
  city?: string;
  state?: string;
  postalCode?: string;
  country?: string;
  website?: string;
  timezone?: string;
  dateOfBirth?: string;
  gender?: string;
  dnd: boolean;
  dndSettings?: Record<string, unknown>;
  inboundDndSettings?: Record<string, unknown>;
  tags: string[];
  customFields: { id: string; value: unknown }[];
  additionalEmails: string[];
  followers: string[];
  /** Ids of the workflows and campaigns that it is in. */
  workflows: string[];
  campaigns: string[];
  /** How it came here first and last. */
  attributionSource?: Attribution;
  lastAttributionSource?: Attribution;
  dateAdded: string;
  dateUpdated: string;
  lastActivity?: string;
}

/** Where a visit came from. The last three tell a person's device, not the way. */
export interface Attribution {
  url: string;
  sessionSource?: string;
  campaign?: string;
  utmSource?: string;
  utmMedium?: string;
  utmContent?: string;
  utmTerm?: string;
  referrer?: string;
  medium?: string;
  mediumId?: string;
  fbclid?: string;
  gclid?: string;
  msclikid?: string;
  fbp?: string;
  ip?: string;
  userAgent?: string;
}

export interface Task {
  id: string;
  locationId: string;
  /** Some have none (GoHighLevel/highlevel-api-docs#219). */
  contactId?: string;
  title: string;
  body?: string;
  dueDate: string;
  completed: boolean;
  assignedTo?: string;
  dateAdded: string;
  dateUpdated: string;
}

export interface Note {
  id: string;
  contactId: string;
  body: string;
  title?: string;
  userId?: string;
  color?: string;
  pinned?: boolean;
  dateAdded: string;
}

export interface Appointment {
  id: string;
  locationId: string;
  calendarId: string;
  groupId?: string;
  contactId: string;
  title: string;
  appointmentStatus: string;
  assignedUserId?: string;
  address?: string;
  notes?: string;
  description?: string;
  /** ISO 8601 with the location's offset. */
  startTime: string;
  endTime: string;
  isRecurring: boolean;
  rrule?: string;
  /** The series that it is one of. */
  masterEventId?: string;
  /** Whether it was deleted and is listed all the same. */
  deleted?: boolean;
  dateAdded: string;
  dateUpdated: string;
}

export interface AppointmentNote {
  id: string;
  appointmentId: string;
  contactId: string;
  body: string;
  userId?: string;
  dateAdded: string;
}

export interface Opportunity {
  id: string;
  locationId: string;
  name: string;
  monetaryValue: number;
  pipelineId: string;
  pipelineStageId: string;
  status: string;
  contactId: string;
  assignedTo?: string;
  source?: string;
  lostReasonId?: string;
  followers: string[];
  customFields: { id: string; value: unknown }[];
  createdAt: string;
  updatedAt: string;
  lastStageChangeAt: string;
  lastStatusChangeAt: string;
}

export interface Pipeline {
  id: string;
  name: string;
  stages: Named[];
}

export interface CustomFieldDefinition {
  id: string;
  name: string;
  fieldKey: string;
  dataType: string;
  position: number;
  placeholder?: string;
  picklistOptions?: (string | { id: string; label: string })[];
  isAllowedCustomOption?: boolean;
  model: 'contact' | 'opportunity';
}

export interface User {
  id: string;
  name: string;
  firstName: string;
  lastName: string;
  email: string;
  phone?: string;
  /** Whether the user has left and is listed all the same. */
  deleted?: boolean;
}

export interface Calendar {
  id: string;
  name: string;
  groupId?: string;
  calendarType: string;
  isActive: boolean;
  slotDurationMinutes: number;
  teamMembers: { userId: string; isPrimary: boolean }[];
  /** Opening hours on weekdays, in the location's time zone. */
  opens: number;
  closes: number;
}

/** What somebody has sent in by a form or a survey. */
export interface Submission {
  id: string;
  contactId: string;
  formId: string;
  name: string;
  email: string;
  /** By the ids of custom fields and by names such as `full_name`, in the form's order. */
  answers: Record<string, unknown>;
  createdAt: string;
}

export interface Business extends Named {
  phone?: string;
  email?: string;
  website?: string;
  address?: string;
  city?: string;
  state?: string;
  postalCode?: string;
  country?: string;
  description?: string;
  createdAt?: string;
  updatedAt?: string;
}

export interface Named {
  id: string;
  name: string;
}

/** What went to a contact or came from one. */
export interface Message {
  id: string;
  locationId: string;
  conversationId: string;
  contactId: string;
  /** As in `TYPE_SMS`. */
  messageType: string;
  direction: 'inbound' | 'outbound';
  status: string;
  body?: string;
  subject?: string;
  contentType: string;
  attachments: string[];
  source: string;
  userId?: string;
  /** Of a call: seconds, and how it ended. */
  callDuration?: number;
  callStatus?: string;
  /** Of an email: its own id within the thread, which is the message. */
  emailMessageId?: string;
  /** Of an email that answers in a thread: the message that the whole thread is. */
  threadOf?: string;
  from?: string;
  to?: string[];
  cc?: string[];
  bcc?: string[];
  replyToMessageId?: string;
  templateId?: string;
  /** When it is to go out, in milliseconds since the epoch. */
  scheduledFor?: number;
  /** Whether the API was asked to send it: such messages are what the outbox holds. */
  wasSentByApi?: boolean;
  dateAdded: string;
}

/** Everything between a contact and the sub-account. */
export interface Conversation {
  id: string;
  contactId: string;
  unreadCount: number;
  starred: boolean;
  assignedTo?: string;
  dateAdded: string;
}
