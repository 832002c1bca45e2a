/** The part of a form that follows the custom fields of the connected location. */
import type { PlainInputField } from 'zapier-platform-core';

import type { CustomFieldModel } from '../../ghl/schemas/custom-field.ts';
import { clearableFields } from '../../protiv/contact/body.ts';
import {
  customFieldInputs,
  hasMultipleChoice,
  multipleChoiceField,
} from '../../protiv/custom-field/inputs.ts';
import type { CustomFields } from '../../protiv/custom-field/record.ts';
import { clearableFields as clearableOpportunityFields } from '../../protiv/opportunity/clearing.ts';
import { editorCustomFields } from '../location/custom-fields.ts';
import type { EditorCustomFields } from '../location/custom-fields.ts';
import { withRun } from '../platform/run.ts';

/** What a step of any noun can empty. */
const clearField = (choices: Record<string, string>): PlainInputField => ({
  key: 'fieldsToClear',
  label: 'Fields to Clear',
  list: true,
  choices,
  helpText:
    'HighLevel empties these fields. A field that you only leave blank above stays as it is.',
});

/** For a record that is being made. */
export const customFieldsFieldOf = (of: CustomFieldModel) =>
  withRun(async (run) => {
    const { fields, trouble } = await editorCustomFields(run, of);
    return [...customFieldInputs(fields), ...noteOn(trouble)];
  });

/** For a contact that is being made. */
export const customFieldsField = customFieldsFieldOf('contact');

/** For a contact that may be there already, with choices of its own. */
export const customFieldsAndChoiceField = withRun(async (run) => {
  const { fields, trouble } = await editorCustomFields(run);
  return [...inputsOfUpdate(fields), ...noteOn(trouble)];
});

/**
 * For an update, with what it can empty; leaving a field blank leaves it alone. One function for
 * both, since each asks HighLevel.
 */
export const customFieldsAndClearField = withRun(async (run) => {
  const { fields, trouble } = await editorCustomFields(run);
  return [...inputsOfUpdate(fields), ...noteOn(trouble), clearField(clearableFields(fields))];
});

/** The same for an opportunity. */
export const opportunityFieldsAndClearField = withRun(async (run) => {
  const { fields, trouble } = await editorCustomFields(run, 'opportunity');
  return [
    ...customFieldInputs(fields),
    ...noteOn(trouble),
    clearField(clearableOpportunityFields(fields)),
  ];
});

const inputsOfUpdate = (fields: CustomFields): PlainInputField[] => [
  ...customFieldInputs(fields, 'update'),
  ...(hasMultipleChoice(fields) ? [multipleChoiceField] : []),
];

const NOTES = {
  refused:
    '**The custom fields of this sub-account are missing here**, because HighLevel does not show them to this connection. All other fields work. Ask whoever manages your HighLevel account to let the connected user see custom fields, then refresh the fields of this step.',
  unreachable:
    '**The custom fields of this sub-account are missing here**, because HighLevel did not answer. Wait a minute, then refresh the fields of this step.',
} as const;

const noteOn = (trouble: EditorCustomFields['trouble']): PlainInputField[] =>
  trouble ? [{ key: 'customFieldsMissing', type: 'copy', helpText: NOTES[trouble] }] : [];
