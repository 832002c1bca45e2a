import type { WireContact } from '../../ghl/schemas/contact.ts';
import type { ContactNames } from '../../protiv/contact/fields.ts';
import type { Context } from '../platform/run.ts';
import { businessNames, userNames } from '../references/references.ts';

/**
 * Names of what contacts name by its id only, for one run: the lists are looked up once, when the
 * first contact needs one, and never fail or delay a step.
 */
export const listedNames = (
  run: Context,
): ((contacts: readonly WireContact[]) => Promise<ContactNames>) => {
  let users: ContactNames['users'] | undefined;
  let companies: ContactNames['companies'] | undefined;
  return async (contacts) => {
    const owners = contacts.flatMap(({ assignedTo }) => assignedTo ?? []);
    const unnamed = contacts.flatMap(({ companyName, businessName, businessId }) =>
      companyName || businessName ? [] : (businessId ?? []),
    );
    [users, companies] = await Promise.all([
      users ?? (owners.length > 0 ? userNames(run, owners) : undefined),
      companies ?? (unnamed.length > 0 ? businessNames(run, unnamed) : undefined),
    ]);
    return { users: users ?? NONE, companies: companies ?? NONE };
  };
};

const NONE: ReadonlyMap<string, string> = new Map();
