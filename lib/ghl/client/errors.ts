/**
 * - `halted`: this run cannot succeed as it is; someone has to change something first.
 * - `throttled`: trying again later is the cure; the platform does that by itself.
 * - `reconnect`: the connection is spent; only its owner can cure it.
 */
export type GhlErrorKind = 'halted' | 'throttled' | 'reconnect';

export interface GhlErrorDetails {
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
export const TRANSIENT_DELAY_S = 60;

/** Lists are seconds behind, in a busy sub-account a minute. */
const LISTED_DELAY_S = 20;

/** A renewal takes a second or two; it ends by itself within 20. */
const RENEWAL_DELAY_S = 20;

/** What Zapier does where trying again is the cure. */
export const RETRIED =
  'Zapier tries this step again by itself in a minute or so; if it keeps failing, check status.gohighlevel.com.';

/** The way out where nobody but those who run the app can help. */
export const ASK_FOR_HELP =
  'if it goes on, send the time of this run to whoever invited you to Protiv.';

/** What the app says where it knows by itself what is wrong; rows of the table say the same. */
export const SENTENCE = {
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
