import { getContact } from '../../ghl/contacts.ts';
import type { MessageBody, SendType } from '../../ghl/schemas/message.ts';
import { checkReach } from '../../protiv/message/reach.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { present } from '../../protiv/values/present.ts';
import { asText } from '../../protiv/values/texts.ts';
import { repeatWindow } from '../fields/repeats.ts';
import type { Context, Run } from '../platform/run.ts';
import { attachmentsField, readAttachments } from './attachments.ts';
import type { MessageFile } from './attachments.ts';
import {
  messageField,
  readFromNumber,
  readSendAt,
  readTemplate,
  templateField,
} from './input-fields.ts';
import { toSentMessage } from './output.ts';
import { sendOnce } from './sending.ts';
import type { Draft } from './sending.ts';

/**
 * A message of plain text, as a step says it.
 *
 * @throws {InvalidInputError} when a value cannot be used, and when there is nothing to send
 */
export const readPlainMessage = async (
  run: Run<Readonly<Record<string, unknown>>>,
  type: SendType,
  contactId: string,
): Promise<Draft> => {
  const { input } = run;
  const message = asText(messageField.label, input['message']);
  const templateId = readTemplate(input['template']);
  const fromNumber = await readFromNumber(run, input['fromNumber']);
  const scheduledTimestamp = await readSendAt(run, input['sendAt']);
  const files = await readAttachments(input['attachments'], type);
  if (message === undefined && templateId === undefined && files.length === 0) {
    throw nothingToSend();
  }
  const body: MessageBody = present({
    type,
    contactId,
    message,
    templateId,
    fromNumber,
    scheduledTimestamp,
    attachments: addressesOf(files),
  });
  return { body, files };
};

/** Of a message's files; absent where it has none. */
export const addressesOf = (files: readonly MessageFile[]): string[] | undefined =>
  files.length > 0 ? files.map(({ url }) => url) : undefined;

/** A message with nothing in it. */
const nothingToSend = (): InvalidInputError =>
  new InvalidInputError(
    `There is nothing to send: fill in “${messageField.label}”, “${templateField('').label}” or “${attachmentsField.label}”. If they are mapped from an earlier step, check that the step found something.`,
  );

/**
 * Sends a message to a contact, at most once, if it may and can be reached.
 *
 * @param ignoreRepeatsWithin of the step, as it was typed
 * @throws {GhlError} `do_not_disturb`, `no_phone`, `no_email`, `sending_unknown`, `being_sent`
 */
export const sendTo = async (run: Context, draft: Draft, ignoreRepeatsWithin: unknown) => {
  const { body } = draft;
  const windowMs = repeatWindow(ignoreRepeatsWithin);
  const contact = await getContact(run.ghl, body.contactId);
  checkReach(contact, body);
  return toSentMessage(contact, body, await sendOnce(run, draft, windowMs));
};
