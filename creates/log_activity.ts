import { defineInputFields } from 'zapier-platform-core';

import { requiredId } from '../lib/protiv/values/references.ts';
import { activityFields, logActivity, readActivity } from '../lib/zapier/contact/activity.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { grouped } from '../lib/zapier/fields/groups.ts';
import { ignoreRepeatsField, repeatWindow } from '../lib/zapier/fields/repeats.ts';
import { wasCreatedOutput } from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'log_activity',
  noun: 'Note',
  label: 'Log Activity',
  description: 'Logs a call, email or meeting as a note, with a follow-up task if you like.',
  inputFields: defineInputFields([
    contactIdField,
    ...activityFields,
    ...grouped('options', [ignoreRepeatsField('the same note of the contact')]),
  ]),
  lock: contactLock,
  perform: async (run) => {
    const { input } = run;
    const contactId = requiredId('Contact', input.contactId);
    const windowMs = repeatWindow(input.ignoreRepeatsWithin);
    const activity = await readActivity(run, input);
    return logActivity(run, contactId, activity, windowMs);
  },
  sample: {
    id: 'HGPcayliwcdoUFzvbTok',
    noteId: 'HGPcayliwcdoUFzvbTok',
    contactId: 'ocQHyuzHvysMo5N5VsXc',
    title: 'Outbound call',
    body: 'Outbound call, 12 min\nOutcome: Left a message',
    wasCreated: true,
    taskId: 'dbtXnDbBvCaUXpKyGd0B',
    dueDate: '2026-03-13T13:00:00.000Z',
    tagsAdded: ['called'],
  },
  outputFields: [
    { key: 'id', label: 'ID', type: 'string' },
    { key: 'noteId', label: 'Note ID', type: 'string' },
    { key: 'contactId', label: 'Contact ID', type: 'string' },
    { key: 'title', label: 'Title', type: 'string' },
    { key: 'body', label: 'Body', type: 'string' },
    wasCreatedOutput,
    { key: 'taskId', label: 'Task ID', type: 'string' },
    { key: 'dueDate', label: 'Due Date', type: 'datetime' },
    { key: 'tagsAdded', label: 'Added Tags', type: 'string', list: true },
  ],
  mostRequests: 6,
});
