import { defineInputFields } from 'zapier-platform-core';

import { listWorkflows } from '../lib/ghl/automations.ts';
import {
  workflowOutputFields,
  workflowSample,
  toWorkflow,
} from '../lib/protiv/automation/record.ts';
import { present, text } from '../lib/protiv/values/present.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import { findNamed, matchedByOutput, nameField } from '../lib/zapier/references/finding.ts';

export default searchOperation({
  key: 'find_workflow',
  noun: 'Workflow',
  label: 'Find Workflow',
  description: 'Finds a workflow of the sub-account by name or ID.',
  inputFields: defineInputFields([
    nameField('The whole name; part of it is enough if it fits only one workflow.'),
  ]),
  perform: async ({ ghl, input }) => {
    const workflows = { rows: await listWorkflows(ghl) };
    const found = findNamed('workflows', input.name, workflows, ({ id, name }) =>
      present({ id, name: text(name) }),
    );
    return found ? [{ ...toWorkflow(found.row), matchedBy: found.matchedBy }] : [];
  },
  sample: { ...workflowSample, matchedBy: 'name' },
  outputFields: [...workflowOutputFields, matchedByOutput],
});
