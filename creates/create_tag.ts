import { defineInputFields } from 'zapier-platform-core';

import type { Ghl } from '../lib/ghl/client/client.ts';
import { GhlError } from '../lib/ghl/client/errors.ts';
import { idempotentCreate } from '../lib/ghl/client/idempotent-write.ts';
import { createTag, listTags } from '../lib/ghl/locations.ts';
import type { WireTag } from '../lib/ghl/schemas/tag.ts';
import { plainTag, tagOutputFields, tagSample, toTag } from '../lib/protiv/tag/record.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { wasCreatedOutput } from '../lib/zapier/fields/write-output.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'create_tag',
  noun: 'Tag',
  label: 'Create Tag',
  description: 'Creates a tag in the sub-account, for contacts to be given later.',
  inputFields: defineInputFields([
    {
      key: 'name',
      label: 'Name',
      required: true,
      helpText:
        'HighLevel keeps tags in lower case. If there is such a tag, the step gives that one.',
    },
  ]),
  lock: { key: 'tag:{{bundle.inputData.name}}', scope: ['auth'] },
  perform: async ({ ghl, input }) => {
    const name = plainTag(requiredLine('Name', input.name));
    const existing = await tagNamed(ghl, name);
    if (existing) return { ...toTag(existing), wasCreated: false };
    return created(ghl, name);
  },
  sample: { ...tagSample, wasCreated: true },
  outputFields: [...tagOutputFields, wasCreatedOutput],
});

const tagNamed = async (ghl: Ghl, name: string): Promise<WireTag | undefined> =>
  (await listTags(ghl)).find((tag) => tag.name && plainTag(tag.name) === name);

/** Another step, or somebody in HighLevel, may define the tag after the list was read. */
const created = async (ghl: Ghl, name: string) => {
  const find = () => tagNamed(ghl, name);
  try {
    const { id } = await idempotentCreate(ghl, () => createTag(ghl, name), find);
    return { ...toTag({ id, name }), wasCreated: true };
  } catch (error) {
    const existing =
      error instanceof GhlError && error.code === 'tag_exists' ? await find() : undefined;
    if (!existing) throw error;
    return { ...toTag(existing), wasCreated: false };
  }
};
