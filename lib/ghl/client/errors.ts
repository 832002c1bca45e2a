import { isRecord } from './json.ts';
import { quotable } from './quotable.ts';
import { whatIsNotFound } from './resources.ts';
import type { Resource } from './resources.ts';
import { ACCESS_LABELS, AREAS_FIELD, AREA_LABELS, choicesFor } from './scopes.ts';
import type { Scope } from './scopes.ts';

/**
 * What can go wrong between the app and HighLevel, as one table: from an answer's status and words
 * to the kind of trouble, a stable code, and a sentence with the way out.
 */

/**
 * - `halted`: this run cannot succeed as it is; someone has to change something first.
 * - `throttled`: trying again later is the cure; the platform does that by itself.
 * - `reconnect`: the connection is spent; only its owner can cure it.
 */
export type GhlErrorKind = 'halted' | 'throttled' | 'reconnect';

interface GhlErrorDetails {
  status?: number;
  /** Seconds to wait before trying again. */
  delay?: number;
  /** For a write: it may have been carried out although no answer says so. */
  outcomeUnknown?: boolean;
  /** HighLevel's id of the contact that a refused duplicate collides with. */
  contactId?: string;
  /** HighLevel's id of the opportunity that a refused duplicate collides with. */
  opportunityId?: string;
  /** What stands in place of an id. */
  given?: string;
  /** The field that a refused duplicate shares with that contact. */
  matchingField?: string;
}

/** Trouble with HighLevel; the message is a sentence for the user and holds no personal data. */
export class GhlError extends Error {
  readonly kind: GhlErrorKind;
  readonly code: string;
  readonly details: GhlErrorDetails;

  constructor(kind: GhlErrorKind, code: string, message: string, details: GhlErrorDetails = {}) {
    super(message);
    this.name = 'GhlError';
    this.kind = kind;
    this.code = code;
    this.details = details;
  }

  /**
   * @param given what stands in place of an id; it may be anything, so it is never shown
   */
  static badId(given = ''): GhlError {
    return new GhlError('halted', 'bad_id', SENTENCE.badId, { given });
  }

  /** What HighLevel would answer, of a record that its list does not have. */
  static notFound(): GhlError {
    return new GhlError('halted', 'not_found', SENTENCE.notFound);
  }

  /** What HighLevel would answer to a booking, known before it is sent. */
  static ownerNotInTeam(): GhlError {
    return new GhlError('halted', 'owner_not_in_team', SENTENCE.ownerNotInTeam);
  }

  /** No answer came: a time-out, a reset connection, or an answer that broke off. */
  static unreachable(): GhlError {
    return new GhlError('throttled', 'unreachable', SENTENCE.unreachable, {
      delay: TRANSIENT_DELAY_S,
      outcomeUnknown: true,
    });
  }

  /** Another step renews the same connection right now. */
  static beingRenewed(): GhlError {
    return new GhlError('throttled', 'being_renewed', SENTENCE.beingRenewed, {
      delay: RENEWAL_DELAY_S,
    });
  }

  /** A list of which no row says when it came to be: nobody could tell what is new in it. */
  static undated(): GhlError {
    return new GhlError('halted', 'undated_rows', SENTENCE.undated);
  }

  /** A record is there, but the lists that tell whether it matches do not show it as it is now. */
  static notListedYet(): GhlError {
    return new GhlError('throttled', 'not_listed_yet', SENTENCE.notListedYet, {
      delay: LISTED_DELAY_S,
    });
  }

  /** What HighLevel would refuse to send, known before it is asked. */
  static notSent(code: 'do_not_disturb' | 'no_phone' | 'no_email'): GhlError {
    const sentence = {
      do_not_disturb: SENTENCE.doNotDisturb,
      no_phone: SENTENCE.noPhone,
      no_email: SENTENCE.noEmail,
    }[code];
    return new GhlError('halted', code, sentence);
  }

  /** What HighLevel would answer to taking back a message that is not to go out. */
  static notScheduled(): GhlError {
    return new GhlError('halted', 'not_scheduled', SENTENCE.notScheduled);
  }

  /** HighLevel did not take a message back, and does not say why. */
  static notCancelled(): GhlError {
    return new GhlError('halted', 'not_cancelled', SENTENCE.notCancelled);
  }

  /** Nobody knows whether a message went out, so it must not be sent again. */
  static sendingUnknown(): GhlError {
    return new GhlError('halted', 'sending_unknown', SENTENCE.sendingUnknown);
  }

  /** Another run is about to send the very same message. */
  static beingSent(): GhlError {
    return new GhlError('throttled', 'being_sent', SENTENCE.beingSent, {
      delay: TRANSIENT_DELAY_S,
    });
  }

  /** Nobody knows whether a request was carried out that the app knows nothing else of. */
  static requestUnknown(): GhlError {
    return new GhlError('halted', 'request_unknown', SENTENCE.requestUnknown);
  }

  /** What must not happen twice cannot be remembered, so it does not happen at all. */
  static notRemembered(): GhlError {
    return new GhlError('throttled', 'not_remembered', SENTENCE.notRemembered, {
      delay: TRANSIENT_DELAY_S,
    });
  }

  /** An answer came, but not one that HighLevel's API gives: an HTML page, half a body, a gap. */
  static unreadable(status: number): GhlError {
    return new GhlError('throttled', 'unreadable_answer', SENTENCE.unreadable, {
      status,
      delay: TRANSIENT_DELAY_S,
      outcomeUnknown: true,
    });
  }
}

/** How long Zapier should wait before it tries again after an outage, in seconds. */
const TRANSIENT_DELAY_S = 60;

/** Lists are seconds behind, in a busy sub-account a minute. */
const LISTED_DELAY_S = 20;

/** A renewal takes a second or two; it ends by itself within 20. */
const RENEWAL_DELAY_S = 20;

/** GHL's window for bursts is 10 s. */
const BURST_DELAY_S = 10;

/** The day's allowance does not come back at a published hour, so look again every hour. */
const DAILY_DELAY_S = 3600;

const RETRIED =
  'Zapier tries this step again by itself in a minute or so; if it keeps failing, check status.gohighlevel.com.';

/** The way out where nobody but those who run the app can help. */
export const ASK_FOR_HELP =
  'if it goes on, send the time of this run to whoever invited you to Protiv.';

const SENTENCE = {
  notFound:
    'HighLevel cannot find this record. It may have been deleted. Choose it again from the list, or map the ID from an earlier step.',
  ownerNotInTeam:
    'The user of this appointment is not in the calendar’s team. Choose one of the calendar’s team in Assigned User, or another Calendar.',
  beingRenewed:
    'Another step is renewing this HighLevel connection. Zapier tries this step again in a moment.',
  badId:
    'This is not an ID that HighLevel could have given. Choose the record from the list, or map the ID field of an earlier step.',
  notListedYet:
    'HighLevel does not list this record as it is now yet. Zapier tries this step again by itself in a moment.',
  undated: `HighLevel sent records without a date that can be read, so nobody can tell which of them are new, and the Zap was not started for any. Nothing is lost if the next try finds the dates; ${ASK_FOR_HELP}`,
  doNotDisturb:
    'The contact wants no messages on this channel (Do Not Disturb in HighLevel), so nothing was sent. Choose another channel, or put a filter in front of this step.',
  noPhone:
    'The contact has no phone number that HighLevel can send to, so nothing was sent. Add a phone with its country code to the contact.',
  noEmail:
    'The contact has no email address that HighLevel can send to, so nothing was sent. Add an email to the contact.',
  notScheduled:
    'This message is not scheduled in HighLevel, so there is nothing to cancel: it went out already, or somebody cancelled it.',
  notCancelled:
    'HighLevel could not cancel this message, so it may still go out. Look at the contact’s conversation in HighLevel and cancel it there.',
  sendingUnknown:
    'HighLevel gave no clear answer, and the contact’s conversation does not show the message. It may have gone out all the same, so Protiv does not send it again. Look at the conversation in HighLevel; if the message is not there, send it from there.',
  beingSent:
    'Another run is sending the same message to this contact right now, so this one sent nothing. Zapier tries this step again by itself in a minute or so.',
  requestUnknown:
    'HighLevel gave no clear answer to this request. It may have been carried out all the same, so Protiv does not send it again. Look in HighLevel what there is, and run the step again if nothing was done.',
  notRemembered:
    'Zapier’s memory, by which Protiv makes sure that HighLevel never gets a message twice, cannot be reached right now, so nothing was sent. Zapier tries this step again by itself in a minute or so.',
  unreachable: `HighLevel did not answer in time. ${RETRIED}`,
  unreadable: `HighLevel sent an answer that could not be read, which usually means it is down for a moment. ${RETRIED}`,
} as const;

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

const RECONNECT =
  'Reconnect HighLevel: in Zapier open Apps, choose Protiv and press Reconnect, then run the Zap again.';

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

/**
 * The sentence that stands in for a request the connection has no right to make.
 *
 * @param phrase what it is not allowed to do
 * @param granted the scopes that it has
 */
export const scopeMissing = (
  phrase: string,
  scope: Scope,
  granted: ReadonlySet<string>,
): GhlError => {
  const { access, area } = choicesFor(scope, granted) ?? {};
  const chosen = [
    ...(area ? [`“${AREA_LABELS[area]}” under “${AREAS_FIELD}”`] : []),
    ...(access ? [`“${ACCESS_LABELS[access]}” as its access`] : []),
  ];
  return new GhlError(
    'halted',
    'scope_missing',
    chosen.length === 0
      ? `This HighLevel connection is not allowed to ${phrase}. ${RECONNECT} When HighLevel asks for permissions, allow all of them.`
      : `This HighLevel connection is ${area ? '' : 'read only, so it is '}not allowed to ${phrase}. Add a new connection for Protiv, choose ${chosen.join(' and ')}, and select it in this step.`,
  );
};

/** Why only its owner can mend a connection: it was never complete, or cannot be renewed. */
const RECONNECT_REASON = {
  no_location: 'This connection does not name a HighLevel sub-account.',
  no_company: 'This connection does not name a HighLevel agency.',
  agency_connected:
    'HighLevel connected a whole agency, but Protiv works with one sub-account. Choose a sub-account on HighLevel’s page. If you did, Protiv’s app in HighLevel’s marketplace allows bulk installation, which gives agencies’ users the whole agency: ask whoever invited you to Protiv to switch bulk installation off, or connect as a user of the sub-account.',
  sub_account_needed:
    'HighLevel connected an agency with several sub-accounts, but Protiv works with one of them. Connect again and put the ID of the sub-account into “Sub-Account”; in HighLevel it stands under Settings, Business Profile.',
  another_sub_account:
    'The sub-account that was chosen on HighLevel’s page is not the one named under “Sub-Account”. Leave “Sub-Account” blank, or choose the same one on HighLevel’s page.',
  sub_account_refused:
    'HighLevel gave the agency no access to the sub-account that is named under “Sub-Account”. Check its ID, which stands in HighLevel under Settings, Business Profile, and that the app is installed there.',
  grant_refused:
    'HighLevel did not accept this connection: its permission was used up or taken back.',
  location_changed:
    'HighLevel renewed this connection for another sub-account than the one it was made for, so Protiv stopped before anything went there.',
} as const;

type ReconnectReason = keyof typeof RECONNECT_REASON;

/** The sentence for a connection that only its owner can mend. */
export const reconnectNeeded = (code: ReconnectReason, status?: number): GhlError =>
  new GhlError(
    'reconnect',
    code,
    `${RECONNECT_REASON[code]} ${RECONNECT}`,
    status === undefined ? {} : { status },
  );

/** For a step that runs without any connection, as on the machine of a developer who has made none yet. */
export const notConnected = (): GhlError =>
  new GhlError(
    'reconnect',
    'not_connected',
    'There is no connection to HighLevel yet. Connect under Apps in Zapier; on a developer’s machine run npx zapier-platform invoke auth start.',
  );

/** Every such sentence. */
export const reconnectMessages = (): GhlError[] => [
  notConnected(),
  reconnectNeeded('no_location'),
  reconnectNeeded('no_company'),
  reconnectNeeded('agency_connected'),
  reconnectNeeded('sub_account_needed'),
  reconnectNeeded('another_sub_account'),
  reconnectNeeded('sub_account_refused'),
  reconnectNeeded('grant_refused'),
  reconnectNeeded('location_changed'),
];

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
