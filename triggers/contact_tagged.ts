import { defineInputFields, defineTrigger } from 'zapier-platform-core';
import type { Bundle, InferInputData, PollingTriggerPerform, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import type { WireContact } from '../lib/ghl/schemas/contact.ts';
import { contactSample } from '../lib/protiv/contact/record.ts';
import { requiredTags } from '../lib/protiv/values/input.ts';
import { heldTags } from '../lib/protiv/tag/record.ts';
import { burstNote } from '../lib/zapier/platform/burst-note.ts';
import { contactMapper, taggedContactOutput } from '../lib/zapier/contact/output.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { cut, fitted } from '../lib/zapier/platform/payload-limit.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { pollContacts } from '../lib/zapier/contact/polls.ts';
import { anyOf, listCarriers } from '../lib/zapier/tag/polls.ts';
import { slimContact } from '../lib/zapier/platform/whole-records.ts';

const inputFields = defineInputFields([
  {
    key: 'tags',
    label: 'Tags',
    required: true,
    list: true,
    choices: dropdown.tags,
    helpText: 'Triggers for each of these tags that a contact gets.',
  },
  {
    key: 'limits',
    type: 'copy',
    helpText:
      'Triggers once for each contact and tag: if a tag is removed and added again, it does not trigger again. Contacts that already have the tag when you turn the Zap on do not trigger it.',
  },
  burstNote,
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const wanted = requiredTags('Tags', bundle.inputData.tags);
  const tagsOf = ({ tags }: Pick<WireContact, 'tags'>): string[] => {
    const held = heldTags(tags);
    return wanted.filter((tag) => held.has(tag));
  };
  if (bundle.meta.isPopulatingDedupe) {
    const carriers = await listCarriers(ghl, wanted);
    const seen = carriers.flatMap((contact) =>
      tagsOf(contact).map((tag) => ({ id: contact.id, contactId: contact.id, tag })),
    );
    return cut(ghl, seen);
  }
  const contacts = await pollContacts(
    z,
    ghl,
    bundle.meta,
    {
      by: 'dateUpdated',
      filters: anyOf(wanted),
      matches: (contact) => tagsOf(contact).length > 0,
    },
    contactMapper(z, ghl),
  );
  const tagged = contacts.flatMap((contact) => tagsOf(contact).map((tag) => ({ ...contact, tag })));
  return fitted(ghl, tagged, slimContact(z));
}) satisfies PollingTriggerPerform<Input>;

export default defineTrigger({
  key: 'contact_tagged',
  noun: 'Contact',
  display: {
    label: 'Tag Added to Contact',
    description: 'Triggers when one of the chosen tags is added to a contact.',
  },
  operation: {
    type: 'polling',
    inputFields,
    perform,
    sample: { ...contactSample, tag: 'vip' },
    outputFields: taggedContactOutput,
  },
});
