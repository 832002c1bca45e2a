import { defineInputFields } from 'zapier-platform-core';

import { messageOutputFields, messageSample } from '../../protiv/message/record.ts';
import { pollingTrigger } from '../platform/polling-trigger.ts';
import { channelField, readChannel } from './filters.ts';
import { messageHook } from './hooks.ts';
import { slimMessage } from './hydration.ts';
import type { PolledMessage } from './hydration.ts';
import { pollMessages } from './polls.ts';
import type { MessagePoll } from './polls.ts';

interface MessageTrigger {
  key: string;
  label: string;
  description: string;
  direction: MessagePoll['direction'];
  /** What there is to know of these messages. */
  note: string;
  /** The same where they are instant. */
  instantNote: string;
}

/** A trigger that fires once for each message that goes one way. */
export const messageTrigger = ({
  key,
  label,
  description,
  direction,
  note,
  instantNote,
}: MessageTrigger) =>
  pollingTrigger({
    key,
    noun: 'Message',
    label,
    description,
    inputFields: defineInputFields([channelField, { key: 'limits', type: 'copy', helpText: note }]),
    dedupeBy: ['id'],
    poll: async function* (run): AsyncGenerator<PolledMessage[]> {
      yield* pollMessages(run, { direction, channel: readChannel(run.input.channel) });
    },
    hook: messageHook(direction, instantNote),
    slim: (run) => slimMessage(run),
    sample: { ...messageSample, direction },
    outputFields: messageOutputFields,
  });
