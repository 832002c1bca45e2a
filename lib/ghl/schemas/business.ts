import * as z from 'zod/mini';

import { id, text } from './fields.ts';

/** A company that contacts can belong to. */
export const wireBusiness = z.looseObject({ id, name: text, email: text, phone: text });

export type WireBusiness = z.infer<typeof wireBusiness>;
