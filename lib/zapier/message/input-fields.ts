import { clock } from '../../ghl/client/clock.ts';
import { isBlank } from '../../protiv/values/blank.ts';
import { asId } from '../../protiv/values/references.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { asSpokenMoment } from '../../protiv/values/moments.ts';
import { repeatsField } from '../fields/repeats.ts';
import { readingFacts, timezoneFor } from '../location/location.ts';
import { phonesOf } from '../location/phones.ts';
import type { Context } from '../platform/run.ts';

/** What whoever sets the step up has to know before a test. */
export const sendingNote = (what: string) =>
  ({
    key: 'sends',
    label: 'This Step Contacts People',
    type: 'copy',
    helpText: `**Testing this step really sends ${what}**, so test with a contact of your own. HighLevel may charge you for each one. Contacts with Do Not Disturb on get none. Where nobody knows whether it went out, the step stops instead of sending it again.`,
  }) as const;

export const messageField = { key: 'message', label: 'Message', type: 'text' } as const;

export const smsTextField = {
  ...messageField,
  helpText: 'More than 160 characters, or 70 with emoji, count as several messages.',
} as const;

const FROM_NUMBER = 'From Number';

export const fromNumberField = {
  key: 'fromNumber',
  label: FROM_NUMBER,
  helpText:
    'One of the sub-account’s own phone numbers. Leave blank for the one that HighLevel would take.',
} as const;

/** A number of the sub-account, as HighLevel keeps numbers. */
export const readFromNumber = async (run: Context, given: unknown): Promise<string | undefined> => {
  const asPhone = await phonesOf(run, [given]);
  return asPhone(given, FROM_NUMBER);
};

const TEMPLATE = 'Template';

/** @param kind with its article, such as "an SMS" */
export const templateField = (kind: string) =>
  ({
    key: 'template',
    label: TEMPLATE,
    helpText: `The ID of ${kind} template: the last part of its web address when you edit it in HighLevel. It takes the place of the message.`,
  }) as const;

/** @throws {InvalidInputError} for what is none of HighLevel's ids */
export const readTemplate = (given: unknown): string | undefined => asId(TEMPLATE, given);

const SEND_AT = 'Send At';

export const sendAtField = {
  key: 'sendAt',
  label: SEND_AT,
  placeholder: '2026-03-02 09:30',
  helpText:
    'To schedule the message: a date and time, or words such as tomorrow 9am, on the sub-account’s clock unless it has a time zone of its own. Leave blank to send it now.',
} as const;

/**
 * When a message is to go out, in seconds since the epoch, as HighLevel takes it.
 *
 * @throws {InvalidInputError} for what is no date, and for one that has passed
 */
export const readSendAt = async (run: Context, given: unknown): Promise<number | undefined> => {
  if (isBlank(given)) return undefined;
  const timezone = await timezoneFor(run, [given]);
  const facts = { timezone, ...(await readingFacts(run, [given])) };
  const moment = asSpokenMoment(SEND_AT, given, facts);
  if (moment === undefined) return undefined;
  if (moment > clock.now()) return Math.floor(moment / 1000);
  throw new InvalidInputError(
    `“${SEND_AT}” lies in the past, so this run sent nothing. Give a time to come, or leave it blank to send the message now.`,
  );
};

export const sameMessageField = repeatsField(
  'If a Zap sends a contact the same message again within this time, the step does not send it and returns the first one. Enter `0` to always send it.',
);
