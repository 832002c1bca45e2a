/**
 * What can go wrong between the app and HighLevel, as one table: from an answer's status and words
 * to the kind of trouble, a stable code, and a sentence with the way out.
 */
import { ASK_FOR_HELP, GhlError, RETRIED, SENTENCE, TRANSIENT_DELAY_S } from './errors.ts';
import type { GhlErrorDetails, GhlErrorKind } from './errors.ts';
import { isRecord } from './json.ts';
import { quotable } from './quotable.ts';
import { whatIsNotFound } from './resources.ts';
import type { Resource } from './resources.ts';

/** GHL's window for bursts is 10 s. */
const BURST_DELAY_S = 10;

/** The day's allowance does not come back at a published hour, so look again every hour. */
const DAILY_DELAY_S = 3600;

/** An answer as the client saw it. */
export interface FailedAnswer {
  status: number;
  /** GHL's words: `message` as one string (a 422 sends a list), empty when there are none. */
  message: string;
  body: Record<string, unknown>;
  header: (name: string) => string | undefined;
}

/** What was asked for. */
interface Asked {
  /** Absent where nobody knows. */
  resource?: Resource;
  /** What this route alone refuses. */
  errors?: readonly ErrorRow[] | undefined;
}

export interface ErrorRow {
  code: string;
  kind: GhlErrorKind;
  /** The resources that its words are about; all when left out. */
  of?: readonly Resource[];
  when: (answer: FailedAnswer, resource?: Resource) => boolean;
  sentence: string | ((answer: FailedAnswer) => string);
  details?: (answer: FailedAnswer) => GhlErrorDetails;
}

/** What an answer says is missing; HighLevel says with 400 what other APIs say with 404. */
const missing = ({ status, message }: FailedAnswer, resource: Resource) =>
  status >= 400 && status < 500
    ? (whatIsNotFound(message, resource) ?? (status === 404 ? 'it' : undefined))
    : undefined;

/** What else than the record itself an answer says is missing. */
const missingNamed = (answer: FailedAnswer): Resource => {
  const named = missing(answer, 'record') ?? 'it';
  return named === 'it' ? 'record' : named;
};

const isAbout = ({ of }: ErrorRow, resource: Resource | undefined): boolean =>
  of === undefined || resource === undefined || of.includes(resource);

const says = (pattern: RegExp) => (answer: FailedAnswer) => pattern.test(answer.message);

/**
 * First match wins. There is no 401: core makes a `RefreshAuthError` of each, before the app sees it.
 * Sources: GHL's OpenAPI files and what their users recorded live.
 */
export const ERROR_TABLE: readonly ErrorRow[] = [
  {
    code: 'foreign_location',
    kind: 'halted',
    when: (answer) => answer.status === 403,
    sentence:
      'This HighLevel connection may not open that record: it belongs to another sub-account. Choose a record of the connected sub-account, or choose the connection of the other one.',
  },
  {
    code: 'rate_limited_day',
    kind: 'throttled',
    when: (answer) => answer.status === 429 && answer.header('X-RateLimit-Daily-Remaining') === '0',
    sentence:
      'HighLevel’s allowance of requests for today is used up. Zapier tries this step again later; to use fewer requests, narrow the Zap’s filters.',
    details: () => ({ delay: DAILY_DELAY_S }),
  },
  {
    code: 'rate_limited',
    kind: 'throttled',
    when: (answer) => answer.status === 429,
    sentence:
      'HighLevel takes no more requests for a few seconds. Zapier tries this step again by itself.',
    details: (answer) => ({ delay: burstDelay(answer) }),
  },
  {
    code: 'duplicate_contact',
    kind: 'halted',
    of: ['contact'],
    when: says(/does not allow duplicated contacts/i),
    sentence: (answer) =>
      `HighLevel already has a contact with this ${MATCHING_FIELD[duplicateOf(answer).matchingField ?? ''] ?? 'email or phone'}, and the sub-account does not allow duplicates. Use the Create or Update Contact action instead, or change the value.`,
    details: (answer) => duplicateOf(answer),
  },
  {
    code: 'contact_not_found',
    kind: 'halted',
    of: ['contact', 'task', 'note', 'tag', 'appointment', 'opportunity', 'message', 'conversation'],
    when: (answer) => missingNamed(answer) === 'contact',
    sentence:
      'HighLevel has no contact with this ID in the connected sub-account. It may have been deleted, or it belongs to another sub-account. Choose the contact from the list, or add a Find Contact step before this one and map its Contact ID.',
  },
  {
    code: 'not_found',
    kind: 'halted',
    when: (answer, resource = 'record') => missing(answer, resource) === 'it',
    sentence: SENTENCE.notFound,
  },
  {
    code: 'related_not_found',
    kind: 'halted',
    when: (answer, resource = 'record') => missing(answer, resource) !== undefined,
    sentence: (answer) =>
      `HighLevel cannot find the ${missingNamed(answer)} that this step names, at least not in the connected sub-account. It may have been deleted. Choose it again from the list, or map its ID from an earlier step.`,
  },
  {
    code: 'slot_taken',
    kind: 'halted',
    of: ['appointment'],
    when: says(/slot you have selected is no longer available/i),
    sentence:
      'This time is not free in HighLevel’s calendar. Choose another Start Time; the Find Free Slots search lists those that are free.',
  },
  {
    code: 'owner_needed',
    kind: 'halted',
    of: ['appointment'],
    when: says(/team member needs to be selected|assignedUserId is missing/i),
    sentence:
      'This calendar takes no appointment without a team member. Choose one of the calendar’s team in Assigned User.',
  },
  {
    code: 'owner_not_in_team',
    kind: 'halted',
    of: ['appointment'],
    when: says(/not part of (the )?calendar team/i),
    sentence: SENTENCE.ownerNotInTeam,
  },
  {
    code: 'bad_email',
    kind: 'halted',
    of: ['contact'],
    when: says(/email must be an email|invalid email/i),
    sentence:
      'HighLevel did not accept the email address. Check that it looks like name@example.com.',
  },
  {
    code: 'bad_phone',
    kind: 'halted',
    of: ['contact'],
    when: says(/phone.*(valid|invalid)|invalid phone/i),
    sentence:
      'HighLevel did not accept the phone number. Write it with its country code, for example +1 202 555 0147.',
  },
  {
    code: 'do_not_disturb',
    kind: 'halted',
    of: ['message'],
    when: says(/\bDND is active\b|has unsubscribed|\bopted out\b/i),
    sentence: SENTENCE.doNotDisturb,
  },
  {
    code: 'no_phone',
    kind: 'halted',
    of: ['message'],
    when: says(/missing phone number|invalid country calling code/i),
    sentence: SENTENCE.noPhone,
  },
  {
    code: 'no_email',
    kind: 'halted',
    of: ['message'],
    when: says(/unable to send e-?mail|e-?mail is invalid/i),
    sentence: SENTENCE.noEmail,
  },
  {
    code: 'channel_not_set_up',
    kind: 'halted',
    of: ['message'],
    when: says(/conversation ?provider|no (?:phone )?number (?:found|assigned)|not connected/i),
    sentence:
      'This sub-account cannot send on this channel yet, so HighLevel sent nothing. Set the channel up in HighLevel under Settings, or choose another one.',
  },
  {
    code: 'not_scheduled',
    kind: 'halted',
    of: ['message'],
    when: says(/not (?:been )?scheduled|already (?:been )?sent/i),
    sentence: SENTENCE.notScheduled,
  },
  {
    code: 'bad_input',
    kind: 'halted',
    when: (answer) => answer.status === 400 || answer.status === 422,
    sentence: (answer) =>
      `HighLevel did not accept a value of this step${quoted(answer.message)}. Check the fields of the step and try again.`,
  },
  {
    code: 'redirected',
    kind: 'halted',
    when: (answer) => answer.status >= 300 && answer.status < 400,
    sentence: `HighLevel’s answer pointed to another address, which Protiv does not follow to keep your connection safe. Try again later; ${ASK_FOR_HELP}`,
  },
  {
    code: 'server_trouble',
    kind: 'throttled',
    when: (answer) => answer.status >= 500 || answer.status === 408,
    sentence: `HighLevel has trouble right now and could not carry out this step. ${RETRIED}`,
    details: () => ({ delay: TRANSIENT_DELAY_S, outcomeUnknown: true }),
  },
];

/** The trouble that an answer outside 2xx stands for. */
export const errorFrom = (
  answer: FailedAnswer,
  { resource, errors = [] }: Asked = {},
): GhlError => {
  const row = [...errors, ...ERROR_TABLE].find(
    (candidate) => isAbout(candidate, resource) && candidate.when(answer, resource),
  );
  if (!row) {
    return new GhlError(
      'halted',
      'refused',
      `HighLevel refused this step${quoted(answer.message)}. Check the fields of the step and try again.`,
      { status: answer.status },
    );
  }
  const sentence = typeof row.sentence === 'string' ? row.sentence : row.sentence(answer);
  return new GhlError(row.kind, row.code, sentence, {
    status: answer.status,
    ...row.details?.(answer),
  });
};

const MATCHING_FIELD: Readonly<Record<string, string>> = {
  email: 'email address',
  phone: 'phone number',
};

/** `meta: {contactId, matchingField}` of a refused duplicate; seen live, in no official file. */
const duplicateOf = (answer: FailedAnswer): GhlErrorDetails => {
  const meta = answer.body['meta'];
  if (!isRecord(meta)) return {};
  const { contactId, matchingField } = meta;
  return {
    ...(typeof contactId === 'string' && { contactId }),
    ...(typeof matchingField === 'string' && { matchingField }),
  };
};

/** GHL's own 429 carries no Retry-After (seen live); that of a proxy in front of it may. */
const burstDelay = (answer: FailedAnswer): number => {
  const seconds = Number(answer.header('Retry-After'));
  if (seconds > 0) return Math.ceil(seconds);
  const milliseconds = Number(answer.header('X-RateLimit-Interval-Milliseconds'));
  return milliseconds > 0 ? Math.ceil(milliseconds / 1000) : BURST_DELAY_S;
};

const QUOTED_LENGTH = 300;

/** GHL's own words, where it has any. */
const quoted = (message: string): string => {
  const words = quotable(message.replace(/[{}]/g, ''), QUOTED_LENGTH).trim();
  return words === '' ? '' : `: “${words}”`;
};
