import type { PlainOutputField } from 'zapier-platform-core';
import * as z from 'zod/mini';

import type { WireTag } from '../ghl/schemas/tag.ts';
import { id, nonEmpty } from './schema.ts';
import { present, text } from './values.ts';

/** A tag of the location, Protiv-shaped. */
export const tagSchema = z.strictObject({ id, tagId: id, name: z.optional(nonEmpty) });

export type Tag = z.infer<typeof tagSchema>;

/** A tag as Zaps see it. */
export const toTag = (wire: WireTag): Tag =>
  present({ id: wire.id, tagId: wire.id, name: text(wire.name) });

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
