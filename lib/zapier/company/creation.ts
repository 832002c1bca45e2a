import { createBusiness, listBusinesses } from '../../ghl/businesses.ts';
import type { Ghl } from '../../ghl/client/client.ts';
import { idempotentCreate } from '../../ghl/client/idempotent-write.ts';
import { pagesOf } from '../../ghl/client/skip-pages.ts';
import type { BusinessBody, WireBusiness } from '../../ghl/schemas/business.ts';
import { laidOver } from '../../protiv/values/written-fields.ts';
import { listed } from '../references/finding.ts';

interface CreatedCompany {
  company: WireBusiness;
  /** False for a company that was there before. */
  wasCreated: boolean;
}

/**
 * Creates a company, unless there is one of that name, in whatever case: HighLevel has no key that would
 * tell a second try from a second company, and people know companies by their names.
 */
export const createCompanyOnce = async (
  ghl: Ghl,
  body: BusinessBody & { name: string },
): Promise<CreatedCompany> => {
  const find = () => companyNamed(ghl, body.name);
  const existing = await find();
  if (existing) return { company: existing, wasCreated: false };
  const answer = await idempotentCreate(ghl, () => createBusiness(ghl, body), find);
  return { company: laidOver({ name: body.name }, answer), wasCreated: true };
};

const companyNamed = async (ghl: Ghl, wanted: string): Promise<WireBusiness | undefined> => {
  const { rows } = await listed(pagesOf((skip) => listBusinesses(ghl, skip)));
  return rows.find(({ name }) => name && plainName(name) === plainName(wanted));
};

const plainName = (name: string): string => name.replace(/\s+/g, ' ').trim().toLowerCase();
