import type { WireTag } from '../../ghl/schemas/tag.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import type { FieldTable } from '../values/field-table.ts';
import { text } from '../values/present.ts';
import type { Tag } from './schema.ts';

const TAG_FIELDS: FieldTable<WireTag, void, Tag> = {
  id: { label: 'ID', read: ({ id }) => id, sample: 'flGwEuzsfJOia1i1ikRN' },
  tagId: { label: 'Tag ID', read: ({ id }) => id, sample: 'flGwEuzsfJOia1i1ikRN' },
  name: { label: 'Name', read: ({ name }) => text(name), sample: 'vip' },
};

/** A tag as Zaps see it. */
export const toTag = mapperOf(TAG_FIELDS);

export const tagSample = sampleOf(TAG_FIELDS);

export const tagOutputFields = outputFieldsOf(TAG_FIELDS);

/** A tag as HighLevel compares it: in lower case, without the blanks around it. */
export const plainTag = (tag: string): string => tag.trim().toLowerCase();

/** The tags that a contact holds, as HighLevel compares them. */
export const heldTags = (tags: readonly string[] | null | undefined): ReadonlySet<string> =>
  new Set(tags?.map(plainTag));
