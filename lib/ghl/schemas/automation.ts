import * as z from 'zod/mini';

import { id, text } from './fields.ts';

/** A workflow or a campaign, which contacts can be in; `status` is `published` or `draft`. */
export const wireAutomation = z.looseObject({ id, name: text, status: text });

export type WireAutomation = z.infer<typeof wireAutomation>;
