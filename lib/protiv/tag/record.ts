import type { PlainOutputField } from 'zapier-platform-core';

import type { WireTag } from '../../ghl/schemas/tag.ts';
import { present, text } from '../values/present.ts';
import type { Tag } from './schema.ts';

/** A tag as Zaps see it. */
export const toTag = (wire: WireTag): Tag =>
  present({ id: wire.id, tagId: wire.id, name: text(wire.name) });

/** A tag as HighLevel compares it: in lower case, without the blanks around it. */
export const plainTag = (tag: string): string => tag.trim().toLowerCase();

/** The tags that a contact holds, as HighLevel compares them. */
export const heldTags = (tags: readonly string[] | null | undefined): ReadonlySet<string> =>
  new Set(tags?.map(plainTag));

/** One realistic tag. */
export const tagSample: Tag = {
  id: 'flGwEuzsfJOia1i1ikRN',
  tagId: 'flGwEuzsfJOia1i1ikRN',
  name: 'vip',
};

export const tagOutputFields: PlainOutputField[] = [
  { key: 'id', label: 'ID', type: 'string' },
  { key: 'tagId', label: 'Tag ID', type: 'string' },
  { key: 'name', label: 'Name', type: 'string' },
];
