import { defineInputFields } from 'zapier-platform-core';

import { listCampaigns } from '../lib/ghl/automations.ts';
import {
  campaignOutputFields,
  campaignSample,
  toCampaign,
} from '../lib/protiv/automation/record.ts';
import { present, text } from '../lib/protiv/values/present.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import { findNamed, matchedByOutput, nameField } from '../lib/zapier/references/finding.ts';

export default searchOperation({
  key: 'find_campaign',
  noun: 'Campaign',
  label: 'Find Campaign',
  description: 'Finds a campaign of the sub-account by name or ID.',
  inputFields: defineInputFields([
    nameField('The whole name; part of it is enough if it fits only one campaign.'),
  ]),
  perform: async ({ ghl, input }) => {
    const campaigns = { rows: await listCampaigns(ghl) };
    const found = findNamed('campaigns', input.name, campaigns, ({ id, name }) =>
      present({ id, name: text(name) }),
    );
    return found ? [{ ...toCampaign(found.row), matchedBy: found.matchedBy }] : [];
  },
  sample: { ...campaignSample, matchedBy: 'name' },
  outputFields: [...campaignOutputFields, matchedByOutput],
});
