import * as zod from 'zod/mini';

import { getEmail, getMessage } from '../../ghl/conversations.ts';
import { toMessage, withEmail } from '../../protiv/message/record.ts';
import type { Message } from '../../protiv/message/schema.ts';
import { keptInSlim, readPointer, restOf } from '../platform/hydration.ts';
import { HOIST } from '../platform/payload-limit.ts';
import type { KeptFields, SlimRecord } from '../platform/payload-limit.ts';
import { withRun } from '../platform/run.ts';
import type { Context } from '../platform/run.ts';

/** What the list says of an email, and of any message in a burst. */
const FIELDS = {
  core: [
    'id',
    'messageId',
    'conversationId',
    'contactId',
    'contactName',
    'channel',
    'direction',
    'status',
    'dateAdded',
    'duration',
    'callStatus',
    'source',
    'userId',
    'emailMessageId',
  ],
  // A message by its id does not say what its contact is called.
  key: ['id', 'messageId', 'contactId', 'contactName', 'emailMessageId'],
} satisfies KeptFields<Message>;

/** A message as a poll gives it: of an email the text is fetched when a Zap runs. */
export type PolledMessage = Message & { [HOIST]?: string };

const pointerFor = (
  { z }: Context,
  { messageId, emailMessageId }: { messageId: string; emailMessageId?: string | undefined },
  kept: object,
): string =>
  z.dehydrate(hydrateMessage, { ...kept, messageId, ...(emailMessageId && { emailMessageId }) });

/** How messages are sent where too many come at once. */
export const slimMessage = (run: Context): SlimRecord<PolledMessage> => ({
  ...FIELDS,
  pointerTo: ({ id, messageId = id, emailMessageId }, kept) =>
    pointerFor(run, { messageId, emailMessageId }, kept),
});

/** An email with a pointer to its text; what a list has in its place may be the text that it answers. */
export const withPointer = (run: Context, message: Message): PolledMessage => {
  if (message.channel !== 'email' || message.emailMessageId === undefined) return message;
  const { body: _body, bodyText: _text, ...rest } = message;
  return { ...rest, [HOIST]: pointerFor(run, message, { has: 'core' }) };
};

const pointer = zod.object({
  ...keptInSlim,
  messageId: zod.string(),
  emailMessageId: zod.optional(zod.string()),
});

/** Hydrator: the rest of a message, or the text of an email. */
export const hydrateMessage = withRun(async ({ ghl, input }) => {
  const { messageId, emailMessageId, ...kept } = readPointer(pointer, input);
  const isEmailAlone = kept.has === 'core' && emailMessageId !== undefined;
  const row = isEmailAlone ? { id: messageId } : await getMessage(ghl, messageId);
  const whole = emailMessageId ? withEmail(row, await getEmail(ghl, emailMessageId)) : row;
  return restOf(toMessage(whole), FIELDS, kept);
});
