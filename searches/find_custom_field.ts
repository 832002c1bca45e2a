import { defineInputFields } from 'zapier-platform-core';

import { listCustomFields } from '../lib/ghl/locations.ts';
import {
  customFieldDefinitionOutput,
  customFieldDefinitionSample,
  toCustomFieldDefinition,
} from '../lib/protiv/custom-field/definition.ts';
import { customFieldsCalled } from '../lib/protiv/custom-field/named.ts';
import { indexCustomFields } from '../lib/protiv/custom-field/record.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import { findNamed, matchedByOutput, nameField } from '../lib/zapier/references/finding.ts';

export default searchOperation({
  key: 'find_custom_field',
  noun: 'Custom Field',
  label: 'Find Custom Field',
  description: 'Finds a custom field of contacts by name, key or ID, with its options.',
  inputFields: defineInputFields([
    nameField('The whole name; part of it is enough if it fits only one custom field.'),
  ]),
  perform: async ({ ghl, input }) => {
    const given = requiredLine('Name', input.name);
    const fields = indexCustomFields(await listCustomFields(ghl));
    const [called, other] = customFieldsCalled(given, fields);
    // Its key is a name too, which no name of another field should take it for.
    if (called && !other && called.label.toLowerCase() !== given.toLowerCase()) {
      const matchedBy = called.id === given ? 'id' : 'key';
      return [{ ...toCustomFieldDefinition(called), matchedBy }];
    }
    const rows = [...fields.values()];
    const found = findNamed('custom fields', given, { rows }, ({ id, label }) => ({
      id,
      name: label,
    }));
    return found ? [{ ...toCustomFieldDefinition(found.row), matchedBy: found.matchedBy }] : [];
  },
  sample: { ...customFieldDefinitionSample, matchedBy: 'name' },
  outputFields: [...customFieldDefinitionOutput, matchedByOutput],
});
