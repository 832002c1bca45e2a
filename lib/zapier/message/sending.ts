/**
 * Sending a message at most once. HighLevel has no idempotency keys and Zapier replays steps, so a mark
 * in Zapier's cache says that a message is about to go out; whoever finds one does not send.
 */
import { createHash, randomUUID } from 'node:crypto';

import * as zod from 'zod/mini';

import { clock } from '../../ghl/client/clock.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { isTokenExpired } from '../../ghl/client/idempotent-write.ts';
import {
  getEmail,
  listMessages,
  searchConversations,
  sendMessage,
} from '../../ghl/conversations.ts';
import type { SentMessage } from '../../ghl/conversations.ts';
import type { MessageBody, WireMessage } from '../../ghl/schemas/message.ts';
import { emailIdOf, withEmail } from '../../protiv/message/record.ts';
import { hasFailed, isOfChannel, saysTheSame } from '../../protiv/message/same.ts';
import { MINUTE_MS, readMoment } from '../../protiv/values/dates.ts';
import { present } from '../../protiv/values/present.ts';
import type { Context } from '../platform/run.ts';
import { lastingAddresses } from './attachments.ts';
import type { MessageFile } from './attachments.ts';

/** How long a message of unknown outcome is not sent again: longer than Zapier replays by itself. */
const UNKNOWN_S = 24 * 3600;

/** A message that says the same as one of the last minutes has to be told apart from it. */
const KNOWN_S = 5 * 60;

/** No run of a step is still at work after that; Zapier ends it. */
const LONGEST_RUN_MS = 30_000;

/** With less time left HighLevel might take a message whose answer nobody waits for. */
const SENDING_MS = 5_000;

const sent = zod.object({
  messageId: zod.optional(zod.string()),
  conversationId: zod.optional(zod.string()),
  emailMessageId: zod.optional(zod.string()),
  status: zod.optional(zod.string()),
  attachments: zod.optional(zod.array(zod.string())),
});

/** Who sends, since when, and what came of it. Nothing came of it yet where a run is still at work. */
const mark = zod.object({
  by: zod.string(),
  at: zod.number(),
  sent: zod.optional(sent),
  isUnknown: zod.optional(zod.boolean()),
  /** Id of a message that says the same and went out before. */
  known: zod.optional(zod.string()),
});

type Mark = zod.infer<typeof mark>;

/** A message that is to go out, and what is known of its files. */
export interface Draft {
  body: MessageBody;
  files: readonly MessageFile[];
}

/** What has become of a message. */
export interface SendOutcome extends SentMessage {
  /** False where a run before this one sent it. */
  wasSent: boolean;
  /** When HighLevel was asked to send it, in milliseconds since the epoch. */
  sentAt: number;
  /** Addresses of its files, where they are others than those that were given. */
  attachments?: readonly string[];
}

/**
 * Sends a message, unless the same one was sent to the contact within the window, or may have been and
 * nobody knows.
 *
 * - No answer came: the contact's conversation is looked at. What it shows is the result; what it does
 *   not show is not sent again, and the step says so.
 * - HighLevel refused: the mark is taken back, since nothing went out.
 * - A run before this one never learned what became of it: the same, by the conversation. Only one that
 *   it shows as failed is sent anew.
 * - Another run sends it right now, or Zapier's cache cannot be reached: nothing is sent, and Zapier
 *   tries again later.
 *
 * @param windowMs how long a second message that says the same counts as a repeat; 0 for never
 * @throws {GhlError} `sending_unknown`, `being_sent`, `not_remembered`, and what `sendMessage` throws
 */
export const sendOnce = async (
  run: Context,
  { body, files }: Draft,
  windowMs: number,
): Promise<SendOutcome> => {
  const name = markName(run, body, files);
  const before = await heldMark(run, name);
  if (before?.sent && clock.now() - before.at < windowMs) {
    return { ...present(before.sent), wasSent: false, sentAt: before.at };
  }
  let known = before?.sent?.messageId ?? before?.known;
  if (before && !before.sent) {
    if (isUnderWay(before)) throw GhlError.beingSent();
    const shown = await shownSince(run, body, before.at, known);
    if (!shown) throw GhlError.sendingUnknown();
    if (!hasFailed(shown)) return { ...idsOf(shown), wasSent: false, sentAt: before.at };
    known = shown.id;
  }
  const attachments =
    files.length > 0 ? await lastingAddresses(run, body, files, SENDING_MS) : undefined;
  const whole = present({ ...body, attachments });
  // Nothing has gone out yet; what is cut short could not be told from what did.
  if (run.ghl.timeLeft() < SENDING_MS) throw GhlError.unreachable();
  const mine = present({ by: randomUUID(), at: clock.now(), known });
  await claim(run, name, mine, before);
  const ids = await sendMarked(run, whole, { name, mine });
  const done = present({ ...ids, attachments });
  await settle(run, name, { ...mine, sent: done }, Math.max(windowMs / 1000, KNOWN_S));
  return { ...done, wasSent: true, sentAt: mine.at };
};

const isUnderWay = ({ at, isUnknown }: Mark): boolean =>
  isUnknown !== true && clock.now() - at < LONGEST_RUN_MS;

interface Marked {
  name: string;
  mine: Mark;
}

const sendMarked = async (
  run: Context,
  body: MessageBody,
  { name, mine }: Marked,
): Promise<SentMessage> => {
  try {
    return await sendMessage(run.ghl, body);
  } catch (error) {
    const isRefused =
      error instanceof GhlError ? error.details.outcomeUnknown !== true : isTokenExpired(error);
    if (isRefused) await forget(run, name);
    else await settle(run, name, { ...mine, isUnknown: true }, UNKNOWN_S);
    if (isRefused || !(error instanceof GhlError)) throw error;
    const shown = await shownSoon(run, body, mine);
    run.ghl.log('write.ambiguous', { reason: error.code, found: shown !== undefined });
    if (!shown) throw GhlError.sendingUnknown();
    return idsOf(shown);
  }
};

/**
 * Contact, channel and a hash of what the message says; the text itself is nobody's to read. Files count
 * by what they are, not by their addresses, which may be signed anew for each run.
 */
const markName = (
  { ghl }: Context,
  { contactId, type, ...said }: MessageBody,
  files: readonly MessageFile[],
): string => {
  const { html, message, subject, templateId, emailTo, scheduledTimestamp } = said;
  const whole = [
    [html ?? message, subject, templateId, emailTo, scheduledTimestamp],
    said.conversationProviderId,
    files.map(({ name, bytes }) => [name, bytes]),
  ];
  const hash = createHash('sha256').update(JSON.stringify(whole)).digest('base64url');
  return `sent:${ghl.locationId}:${contactId}:${type}:${hash}`;
};

const heldMark = async ({ z, ghl }: Context, name: string): Promise<Mark | undefined> => {
  try {
    const held: unknown = await z.cache.get(name);
    return mark.safeParse(held).data;
  } catch {
    ghl.log('cache.unavailable', { name: 'sent' });
    throw GhlError.notRemembered();
  }
};

/**
 * Says that this run sends.
 *
 * @param before a mark that says nothing any more; whoever follows it has to be the only one too
 * @throws {GhlError} `being_sent` where another run was faster; `not_remembered`
 */
const claim = async (
  { z, ghl }: Context,
  name: string,
  mine: Mark,
  before: Mark | undefined,
): Promise<void> => {
  const turn = before ? `${name}:${before.by}` : name;
  let held: unknown;
  try {
    // Only if nobody did before; read back, since what the call answers then is documented nowhere.
    await z.cache.set(turn, mine, UNKNOWN_S, undefined, true);
    held = await z.cache.get(turn);
    if (before && isMine(held, mine)) await z.cache.set(name, mine, UNKNOWN_S);
  } catch {
    ghl.log('cache.unavailable', { name: 'sent' });
    throw GhlError.notRemembered();
  }
  if (!isMine(held, mine)) throw held ? GhlError.beingSent() : GhlError.notRemembered();
};

const isMine = (held: unknown, { by }: Mark): boolean => mark.safeParse(held).data?.by === by;

/** What came of it; where that cannot be kept, the conversation will say. */
const settle = async (
  { z, ghl }: Context,
  name: string,
  done: Mark,
  seconds: number,
): Promise<void> => {
  try {
    await z.cache.set(name, done, seconds);
  } catch {
    ghl.log('cache.unavailable', { name: 'sent' });
  }
};

/** Nothing went out. */
const forget = async ({ z, ghl }: Context, name: string): Promise<void> => {
  try {
    await z.cache.delete(name);
  } catch {
    ghl.log('cache.unavailable', { name: 'sent' });
  }
};

/** Two clocks that differ, and an answer that took long. */
const SKEW_MS = 2 * MINUTE_MS;

/** HighLevel shows a message some seconds after it took it (GoHighLevel/highlevel-api-docs#4). */
const PAUSES_MS = [0, 2_000, 5_000];

/** With less time left there is no use in looking again. */
const RESERVE_MS = 2_000;

const shownSoon = async (
  run: Context,
  body: MessageBody,
  { at, known }: Mark,
): Promise<WireMessage | undefined> => {
  for (const pause of PAUSES_MS) {
    if (pause > 0 && run.ghl.timeLeft() - pause < RESERVE_MS) return undefined;
    if (pause > 0) await clock.sleep(pause);
    const shown = await shownSince(run, body, at, known);
    if (shown) return shown;
  }
  return undefined;
};

/** More than a contact gets within some minutes. */
const LOOKED_AT = 20;

/**
 * The message as the contact's conversation shows it.
 *
 * @param known id of a message that says the same and went out before
 */
const shownSince = async (
  { ghl }: Context,
  body: MessageBody,
  since: number,
  known?: string,
): Promise<WireMessage | undefined> => {
  const { contactId } = body;
  const [conversation] = await searchConversations(ghl, { contactId, limit: 1 });
  if (!conversation) return undefined;
  const { messages } = await listMessages(ghl, conversation.id, { limit: LOOKED_AT });
  const older = messages.findIndex(({ id }) => id === known);
  const candidates = messages
    .slice(0, older === -1 ? undefined : older)
    .filter(
      (message) =>
        isOfChannel(message, body) && (readMoment(message.dateAdded) ?? since) >= since - SKEW_MS,
    );
  for (const message of candidates) {
    const emailId = emailIdOf(message);
    const whole = emailId ? withEmail(message, await getEmail(ghl, emailId)) : message;
    if (saysTheSame(whole, body)) return whole;
  }
  return undefined;
};

const idsOf = (message: WireMessage): SentMessage => {
  const emailMessageId = emailIdOf(message);
  return {
    messageId: message.id,
    ...(message.conversationId && { conversationId: message.conversationId }),
    ...(emailMessageId && { emailMessageId }),
    // Else it is called what HighLevel's answer would have called it.
    ...(hasFailed(message) && message.status && { status: message.status }),
  };
};
