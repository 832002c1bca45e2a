import { SEND_CHANNELS, SEND_TYPES } from '../../protiv/message/channels.ts';
import { bothForms } from '../../protiv/message/email.ts';
import { requiredChoice } from '../../protiv/values/choices.ts';
import { asId } from '../../protiv/values/references.ts';
import { asLine, missing } from '../../protiv/values/texts.ts';
import type { Run } from '../platform/run.ts';
import { readPlainMessage } from './send.ts';
import type { Draft } from './sending.ts';

const CHANNEL = 'Channel';
const SUBJECT = 'Subject';

export const sendChannelField = {
  key: 'channel',
  label: CHANNEL,
  required: true,
  choices: SEND_CHANNELS,
  helpText:
    'The sub-account has to have the channel set up. WhatsApp, Instagram and Facebook take messages only within a day of the contact’s last one, unless a template is chosen.',
} as const;

export const subjectField = {
  key: 'subject',
  label: SUBJECT,
  helpText: 'Of an email; no other channel has one.',
} as const;

const PROVIDER = 'Conversation Provider';

export const providerField = {
  key: 'conversationProvider',
  label: PROVIDER,
  helpText:
    'For the Custom Channel of an app from HighLevel’s marketplace: the ID of its conversation provider, which the maker of the app knows.',
} as const;

/**
 * A message on the channel that a step chose.
 *
 * @throws {InvalidInputError} when a value cannot be used, and when there is nothing to send
 */
export const readMessage = async (
  run: Run<Readonly<Record<string, unknown>>>,
  contactId: string,
): Promise<Draft> => {
  const type = SEND_TYPES[requiredChoice(CHANNEL, run.input['channel'], SEND_CHANNELS)];
  const draft = await readPlainMessage(run, type, contactId);
  const conversationProviderId = asId(PROVIDER, run.input['conversationProvider']);
  if (type === 'Custom') {
    if (conversationProviderId === undefined) throw missing(PROVIDER);
    return { ...draft, body: { ...draft.body, conversationProviderId } };
  }
  if (type !== 'Email') return draft;
  const { message, fromNumber: _phone, ...body } = draft.body;
  const subject = asLine(SUBJECT, run.input['subject']);
  if (subject === undefined && body.templateId === undefined) throw missing(SUBJECT);
  return {
    ...draft,
    body: { ...body, ...bothForms(undefined, message), ...(subject && { subject }) },
  };
};
