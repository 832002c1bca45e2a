import * as z from 'zod/mini';

import { id, text } from './fields.ts';

/** A tag as the sub-account defines it; contacts carry only its name. */
export const wireTag = z.looseObject({ id, name: text });

export type WireTag = z.infer<typeof wireTag>;
