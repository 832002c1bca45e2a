import type { Ghl } from '../../ghl/client/client.ts';
import { contactPages, contactPaging } from '../../ghl/contacts.ts';
import type { ContactFilter } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import { OPEN_END } from '../platform/spans.ts';
import type { Range } from '../platform/spans.ts';
import { Timeline, extentOf } from '../platform/timeline.ts';

export type DateField = 'dateAdded' | 'dateUpdated';

const momentOf =
  (by: DateField) =>
  (contact: WireContact): number | undefined =>
    readMoment(contact[by]);

/**
 * Contacts in the order of a date, the newest first.
 *
 * @param pageLimit rows of the first page
 */
export const contactTimeline = (
  ghl: Ghl,
  by: DateField,
  filters: readonly ContactFilter[],
  pageLimit: number,
): Timeline<WireContact> => {
  // A contact that changes while pages are read may stand on two of them.
  const shared = { paging: contactPaging(ghl, pageLimit), seen: new Set<string>() };
  return new Timeline(ghl, {
    momentOf: momentOf(by),
    pages: async function* (range, isMeant) {
      const search = {
        filters: [...filters, ...(range ? [within(by, range)] : [])],
        sort: { field: by, direction: 'desc' },
        pageLimit,
      } as const;
      const pages = contactPages(ghl, search, { ...shared, ...(isMeant && { isMeant }) });
      for await (const { contacts, total, next } of pages) {
        yield { rows: contacts, total, isLast: !next };
      }
    },
  });
};

/** The condition that a date lies in a range. */
export const within = (field: DateField, { from, to }: Range): ContactFilter => ({
  field,
  operator: 'range',
  value: {
    gte: new Date(from).toISOString(),
    ...(to < OPEN_END && { lte: new Date(to).toISOString() }),
  },
});

/** `extentOf` for contacts. */
export const extent = (contacts: readonly WireContact[], by: DateField) =>
  extentOf(contacts, momentOf(by));
