import type { PlainInputField, PlainOutputField } from 'zapier-platform-core';

/** Zapier's style guide wants a warning on each delete. */
export const deletionWarning = (noun: string): PlainInputField => ({
  key: 'warning',
  label: 'Deleting Cannot Be Undone',
  type: 'copy',
  helpText: `**This cannot be undone.** HighLevel deletes the ${noun} for good, so try the Zap with a ${noun} that you can do without first.`,
});

/** A second run of the same step finds nothing to delete, and that is no error. */
export const deletionOutput: PlainOutputField = {
  key: 'wasDeleted',
  label: 'Was Deleted',
  type: 'boolean',
};

/** What happened, in a sentence for whoever reads the run. */
export const deletionMessageOutput: PlainOutputField = {
  key: 'message',
  label: 'Message',
  type: 'string',
};

export const deletionMessage = (noun: string, wasDeleted: boolean): string =>
  wasDeleted
    ? `The ${noun} was deleted.`
    : `HighLevel has no such ${noun}; it may have been deleted before.`;
