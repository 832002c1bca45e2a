import type { Poll } from './busy/poll-facts.ts';
import type { Mistake, OperationFacts } from './facts.ts';
import { NAMED } from './reasons.ts';

const EXPORT = 'GET /conversations/messages/export';

interface MessageTrigger {
  /** HighLevel's event, of a message of the lab. */
  told: { type: string; recordId: string };
  /** The channel that it is tried with, and what a sentence calls it. */
  channel: readonly [key: string, name: string];
  /** Quiet polls that cost more than the usual ones. */
  quiet?: Poll['quiet'][number][];
  many: Poll['many'];
  mistakes?: readonly Mistake[];
}

/** The facts of a trigger for messages. */
export const aboutMessages = ({
  told,
  channel: [channel, name],
  quiet = [],
  many,
  mistakes = [],
}: MessageTrigger): OperationFacts => ({
  permission: 'conversations/message.readonly',
  recordIds: [],
  ways: [
    {
      when: 'usually',
      input: {},
      requests: [[EXPORT], ['POST /contacts/search'], [EXPORT]],
      why: `GHL exports emails only by themselves. ${NAMED}`,
    },
    {
      when: `by ${name}`,
      input: { channel },
      requests: [[EXPORT], ['POST /contacts/search']],
      why: NAMED,
    },
  ],
  besides: ['GET /conversations/messages/email/{id}'],
  told,
  poll: {
    quiet: [
      { what: 'of all channels', requests: 2 },
      { what: 'of one channel', input: () => ({ channel }), requests: 1 },
      ...quiet,
    ],
    many,
  },
  mistakes,
  live: { input: () => ({}) },
});
