import { defineInputFields } from 'zapier-platform-core';

import { MOST_LINKED, linkBusiness } from '../lib/ghl/bulk.ts';
import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { asBoolean } from '../lib/protiv/values/booleans.ts';
import { InvalidInputError } from '../lib/protiv/values/invalid-input.ts';
import { contactIdsField, doToMany, manyOutput, manySample } from '../lib/zapier/contact/many.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';
import { readBusiness } from '../lib/zapier/references/references.ts';

const COMPANY = 'Company';
const UNLINK = 'Remove From Company';

export default createOperation({
  key: 'set_contact_business',
  noun: 'Contact',
  label: 'Set Contact Company',
  description: 'Sets the company of one or many contacts, or removes them from it.',
  inputFields: defineInputFields([
    contactIdsField,
    {
      key: 'businessId',
      label: COMPANY,
      ...dropdown.businesses,
      helpText: 'Choose a company, or map its ID or name. It has to be there already.',
    },
    {
      key: 'unlink',
      label: UNLINK,
      type: 'boolean',
      helpText: 'Choose **True** to leave the contacts without a company, with Company left blank.',
    },
  ]),
  perform: async (run) => {
    const { ghl, input } = run;
    const businessId = await readBusiness(run, COMPANY, input.businessId);
    const unlinks = asBoolean(UNLINK, input.unlink) === true;
    if (unlinks === (businessId !== undefined)) {
      throw new InvalidInputError(
        unlinks
          ? `“${COMPANY}” holds a company and “${UNLINK}” is True. Leave one of them blank.`
          : `“${COMPANY}” is empty. Choose a company, or choose True under “${UNLINK}” to leave the contacts without one.`,
      );
    }
    const outcome = await doToMany(ghl, input.contactIds, MOST_LINKED, async (ids) => {
      const changed = await retryOnUnknownOutcome(ghl, () =>
        linkBusiness(ghl, ids, businessId ?? null),
      );
      const done = new Set(changed);
      return new Map(ids.map((id) => [id, done.has(id) ? undefined : NOT_CHANGED]));
    });
    return { ...outcome, ...(businessId && { businessId }) };
  },
  sample: { ...manySample, businessId: '63b7ec34ea409a9a8bd2' },
  outputFields: [...manyOutput, { key: 'businessId', label: 'Company ID', type: 'string' }],
  mostRequests: 21,
  isLarge: true,
});

const NOT_CHANGED =
  'HighLevel did not change this contact. It may have been deleted, or it belongs to another sub-account.';
