import type { OutputFields } from 'zapier-platform-core';

import type { WireContact } from '../../ghl/schemas/contact.ts';
import { present, text } from '../../protiv/values/present.ts';
import { changedOutput, ignoredFieldsOutput } from '../fields/write-output.ts';
import type { Context } from '../platform/run.ts';
import { userNames } from '../references/references.ts';

/** Who a contact belongs to now, and who before, with the names of both. */
export const assignmentOf = async (run: Context, now: WireContact, before: WireContact) => {
  const [assignedTo, previousAssignedTo] = [text(now.assignedTo), text(before.assignedTo)];
  const names = await userNames(run, [assignedTo, previousAssignedTo]);
  return {
    id: before.id,
    contactId: before.id,
    ...present({
      assignedTo,
      assignedToName: names.get(assignedTo ?? ''),
      previousAssignedTo,
      previousAssignedToName: names.get(previousAssignedTo ?? ''),
    }),
  };
};

export const assignmentSample = {
  id: 'seD4PfOuKoVMLkEZqohJ',
  contactId: 'seD4PfOuKoVMLkEZqohJ',
  assignedTo: 've9EPM428h8vShlRW1KT',
  assignedToName: 'Ana Ruiz',
  changed: ['assignedTo'],
  ignoredFields: [],
};

export const assignmentOutput: OutputFields = [
  { key: 'id', label: 'ID', type: 'string' },
  { key: 'contactId', label: 'Contact ID', type: 'string' },
  { key: 'assignedTo', label: 'Assigned User ID', type: 'string' },
  { key: 'assignedToName', label: 'Assigned User Name', type: 'string' },
  { key: 'previousAssignedTo', label: 'Previous Assigned User ID', type: 'string' },
  { key: 'previousAssignedToName', label: 'Previous Assigned User', type: 'string' },
  changedOutput,
  ignoredFieldsOutput,
];
