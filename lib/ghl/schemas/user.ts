import * as z from 'zod/mini';

import { flag, id, text } from './fields.ts';

/** A member of the sub-account's staff. */
export const wireUser = z.looseObject({
  id,
  name: text,
  firstName: text,
  lastName: text,
  email: text,
  phone: text,
  deleted: flag,
});

export type WireUser = z.infer<typeof wireUser>;
