/** What an action says of its own work, beside the record that it answers with. */
import type { PlainOutputField } from 'zapier-platform-core';

/** No for a repeat, and for a contact that was there already: these are answered as they are. */
export const wasCreatedOutput: PlainOutputField = {
  key: 'wasCreated',
  label: 'Was Created',
  type: 'boolean',
};

/** Empty when nothing had to be sent. */
export const changedOutput: PlainOutputField = {
  key: 'changed',
  label: 'Changed Fields',
  type: 'string',
  list: true,
};

/** What the step says and HighLevel did not take. */
export const ignoredFieldsOutput: PlainOutputField = {
  key: 'ignoredFields',
  label: 'Ignored Fields',
  type: 'string',
  list: true,
};

/** Why, in one text without anybody's data. */
export const ignoredReasonsOutput: PlainOutputField = {
  key: 'ignoredReasons',
  label: 'Why They Were Ignored',
  type: 'string',
};
