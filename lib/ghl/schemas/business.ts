import * as z from 'zod/mini';

import { id, moment, text } from './fields.ts';

/** A company that contacts can belong to. */
export const wireBusiness = z.looseObject({
  id,
  name: text,
  email: text,
  phone: text,
  website: text,
  address: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
  description: text,
  createdAt: moment,
  updatedAt: moment,
});

export type WireBusiness = z.infer<typeof wireBusiness>;

/** Properties that the official file declares for writing a business; create needs `name`. */
export type BusinessBody = {
  name?: string;
  phone?: string;
  email?: string;
  website?: string;
  address?: string;
  city?: string;
  state?: string;
  postalCode?: string;
  country?: string;
  description?: string;
};
