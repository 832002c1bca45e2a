import { defineInputFields } from 'zapier-platform-core';

import { requiredId } from '../lib/protiv/values/references.ts';
import { deletionMessageOutput } from '../lib/zapier/fields/deletion.ts';
import {
  cancelOnce,
  cancelledInWords,
  scheduledMessageField,
} from '../lib/zapier/message/cancelling.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'cancel_scheduled_message',
  noun: 'Message',
  label: 'Cancel Scheduled Message',
  description: 'Cancels a message or an email before it goes out.',
  inputFields: defineInputFields([scheduledMessageField]),
  lock: { key: 'message:{{bundle.inputData.scheduledMessage}}', scope: ['auth'] },
  perform: async (run) => {
    const messageId = requiredId(scheduledMessageField.label, run.input.scheduledMessage);
    const outcome = await cancelOnce(run, messageId);
    return {
      id: messageId,
      messageId,
      wasCancelled: outcome.wasCancelled,
      message: cancelledInWords(outcome),
    };
  },
  sample: {
    id: 't22c6DQcTDf3MjRhwf77',
    messageId: 't22c6DQcTDf3MjRhwf77',
    wasCancelled: true,
    message: 'The message was cancelled and will not go out.',
  },
  outputFields: [
    { key: 'id', label: 'ID', type: 'string' },
    { key: 'messageId', label: 'Message ID', type: 'string' },
    { key: 'wasCancelled', label: 'Was Cancelled', type: 'boolean' },
    deletionMessageOutput,
  ],
});
