import type { Ghl } from '../../ghl/client/client.ts';
import { idempotentCreate } from '../../ghl/client/idempotent-write.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { cancelScheduled, findEmailById, findMessageById } from '../../ghl/conversations.ts';
import type { WireMessage } from '../../ghl/schemas/message.ts';
import { emailIdOf } from '../../protiv/message/record.ts';
import type { Context } from '../platform/run.ts';

export const scheduledMessageField = {
  key: 'scheduledMessage',
  label: 'Scheduled Message',
  required: true,
  helpText: 'The Message ID of the step that scheduled it.',
} as const;

interface Cancelled {
  /** As it was before; absent where there is none. */
  message: WireMessage | undefined;
  wasCancelled: boolean;
}

/** What HighLevel says of a message that has not gone out, or may not have. */
const WAITING: ReadonlySet<string | null | undefined> = new Set(['scheduled', 'pending', 'queued']);

const isWaiting = ({ status }: WireMessage): boolean => WAITING.has(status);

/** By its own id or, of an email, also by that within its thread: a step has both to map. */
const findEither = async (ghl: Ghl, id: string): Promise<WireMessage | undefined> => {
  const message = await findMessageById(ghl, id);
  if (message) return message;
  const email = await findEmailById(ghl, id);
  return email && { id, emailMessageId: id, status: email.status };
};

/**
 * Takes back a message whose time has not come. One that is not scheduled, any more or at all, is left
 * alone.
 *
 * @throws {GhlError} `not_cancelled`, and where HighLevel cannot say what became of it
 */
export const cancelOnce = async ({ ghl }: Context, messageId: string): Promise<Cancelled> => {
  const find = () => findEither(ghl, messageId);
  const message = await find();
  if (message === undefined || !isWaiting(message)) return { message, wasCancelled: false };
  const emailMessageId = emailIdOf(message);
  let isSecondTry = false;
  const cancel = async (): Promise<boolean> => {
    try {
      await cancelScheduled(ghl, { messageId, emailMessageId });
      return true;
    } catch (error) {
      if (!(error instanceof GhlError && GONE.has(error.code))) throw error;
      // It went out, or somebody was faster: this very step, where its first try got no answer.
      return isSecondTry && !hasGoneOut(await find());
    } finally {
      isSecondTry = true;
    }
  };
  const wasCancelled = await idempotentCreate(ghl, cancel, async () => {
    const now = await find();
    return now && isWaiting(now) ? undefined : !hasGoneOut(now);
  });
  return { message, wasCancelled };
};

/** How HighLevel calls a message on its way and after; which word it has for a cancelled one is nowhere. */
const OUT = 'sent delivered undelivered read opened clicked connected opt_out'.split(' ');

const hasGoneOut = (message: WireMessage | undefined): boolean =>
  OUT.includes(message?.status ?? '');

/** How HighLevel says that there is nothing to take back. */
const GONE: ReadonlySet<string> = new Set(['not_scheduled', 'not_found']);

/** What happened, in a sentence for whoever reads the run. */
export const cancelledInWords = ({ message, wasCancelled }: Cancelled): string => {
  if (wasCancelled) return 'The message was cancelled and will not go out.';
  return message === undefined
    ? 'HighLevel has no such message; it may have been cancelled before.'
    : 'The message is not scheduled: it went out already, or was cancelled before.';
};
