import type { PlainInputField, PlainOutputField } from 'zapier-platform-core';

/** Zapier's style guide wants a warning on each delete. */
export const deletionWarning = (noun: string): PlainInputField => ({
  key: 'warning',
  label: 'Deleting Cannot Be Undone',
  type: 'copy',
  helpText: `**This cannot be undone.** HighLevel deletes the ${noun} for good, so try the Zap with a ${noun} that you can do without first.`,
});

/** By the names of the output: the ID of what is deleted first, then of what it belongs to. */
type Ids = Readonly<Record<string, string>>;

/**
 * What a delete gives. A second run of the same step finds nothing to delete, and that is no error.
 *
 * @example
 * deletionResult('task', { taskId: 'a1', contactId: 'b2' }, true);
 * // { id: 'a1', taskId: 'a1', contactId: 'b2', wasDeleted: true, message: 'The task was deleted.' }
 */
export const deletionResult = <Of extends Ids>(noun: string, ids: Of, wasDeleted: boolean) => {
  const [id = ''] = Object.values(ids);
  const message = wasDeleted
    ? `The ${noun} was deleted.`
    : `HighLevel has no such ${noun}; it may have been deleted before.`;
  return { id, ...ids, wasDeleted, message };
};

/** What happened, in a sentence for whoever reads the run. */
export const deletionMessageOutput: PlainOutputField = {
  key: 'message',
  label: 'Message',
  type: 'string',
};

/** Sample and output fields of `deletionResult`. */
export const deletionOutput = (noun: string, ids: Ids) => ({
  sample: deletionResult(noun, ids, true),
  outputFields: [
    { key: 'id', label: 'ID', type: 'string' },
    ...Object.keys(ids).map((key) => ({ key, label: labelOf(key), type: 'string' }) as const),
    { key: 'wasDeleted', label: 'Was Deleted', type: 'boolean' },
    deletionMessageOutput,
  ] satisfies PlainOutputField[],
});

/** `contactId` is labelled Contact ID. */
const labelOf = (key: string): string =>
  `${key.charAt(0).toUpperCase()}${key.slice(1).replace(/Id$/, ' ID')}`;
