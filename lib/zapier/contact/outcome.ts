import type { WireContact } from '../../ghl/schemas/contact.ts';
import { present } from '../../protiv/values/present.ts';
import {
  changedOutput,
  ignoredFieldsOutput,
  ignoredReasonsOutput,
  wasCreatedOutput,
} from '../fields/write-output.ts';
import type { Context } from '../platform/run.ts';
import { noteLeftOut } from './left-out.ts';
import { contactOutput, toWrittenContact } from './output.ts';
import type { ContactRequest } from './request.ts';

/** What a write answers: the contact, what the step says of its own work, and what was left out. */
export const outcomeOf = async <Says extends object>(
  run: Context,
  { leftOut, isNoted, typed }: ContactRequest,
  contact: WireContact,
  says: Says,
) => {
  if (isNoted) await noteLeftOut(run, contact.id, leftOut, typed);
  return {
    ...(await toWrittenContact(run, contact)),
    ...says,
    ...present({ ignoredFields: leftOut.fields, ignoredReasons: leftOut.reasons }),
  };
};

/** Output fields of an action that creates contacts. */
export const creationOutput = [
  ...contactOutput,
  wasCreatedOutput,
  ignoredFieldsOutput,
  ignoredReasonsOutput,
];

/** Output fields of an action that changes contacts. */
export const updateOutput = [
  ...contactOutput,
  changedOutput,
  ignoredFieldsOutput,
  ignoredReasonsOutput,
];

/** Output fields of an action that creates or changes contacts. */
export const upsertOutput: typeof contactOutput = [
  ...contactOutput,
  wasCreatedOutput,
  { key: 'matchedBy', label: 'Matched By', type: 'string' },
  { key: 'nameDiffers', label: 'Name Differs', type: 'boolean' },
  { key: 'previousPhone', label: 'Previous Phone', type: 'string' },
  changedOutput,
  ignoredFieldsOutput,
  ignoredReasonsOutput,
];
