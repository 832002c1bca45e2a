import * as z from 'zod/mini';

import { flag, id, text } from './fields.ts';

/** A sub-account: `country` is ISO 3166 alpha-2, `timezone` an IANA name. */
export const wireLocation = z.looseObject({
  id,
  companyId: text,
  name: text,
  country: text,
  timezone: text,
  email: text,
  phone: text,
  settings: z.nullish(z.looseObject({ allowDuplicateContact: flag })),
});

export type WireLocation = z.infer<typeof wireLocation>;
