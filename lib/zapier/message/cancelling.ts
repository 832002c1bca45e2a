import { idempotentCreate } from '../../ghl/client/idempotent-write.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { cancelScheduled, findMessageById } from '../../ghl/conversations.ts';
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

const isScheduled = ({ status }: WireMessage): boolean => status === 'scheduled';

/**
 * Takes back a message whose time has not come. One that is not scheduled, any more or at all, is left
 * alone.
 *
 * @throws {GhlError} where HighLevel cannot say what became of it
 */
export const cancelOnce = async ({ ghl }: Context, messageId: string): Promise<Cancelled> => {
  const message = await findMessageById(ghl, messageId);
  if (message === undefined || !isScheduled(message)) return { message, wasCancelled: false };
  const emailMessageId = emailIdOf(message);
  const cancel = async (): Promise<boolean> => {
    try {
      await cancelScheduled(ghl, { messageId, emailMessageId });
      return true;
    } catch (error) {
      // It went out, or somebody was faster, between the two requests.
      if (error instanceof GhlError && error.code === 'not_scheduled') return false;
      throw error;
    }
  };
  const wasCancelled = await idempotentCreate(ghl, cancel, async () => {
    const now = await findMessageById(ghl, messageId);
    return now === undefined || !isScheduled(now) ? true : undefined;
  });
  return { message, wasCancelled };
};

/** What happened, in a sentence for whoever reads the run. */
export const cancelledInWords = ({ message, wasCancelled }: Cancelled): string => {
  if (wasCancelled) return 'The message was cancelled and will not go out.';
  return message === undefined
    ? 'HighLevel has no such message; it may have been cancelled before.'
    : 'The message is not scheduled: it went out already, or was cancelled before.';
};
