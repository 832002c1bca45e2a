import type { PlainOutputField } from 'zapier-platform-core';

import type { Ghl } from '../../ghl/client/client.ts';
import { fitLineItems, lineItems } from '../platform/line-items.ts';
import type { LineItem, LineItemColumns } from '../platform/line-items.ts';

/** What a search for many finds, and how its answer shows it. */
export interface ManyRecords extends LineItemColumns {
  /** The line items' key, such as `tasks`. */
  key: string;
  /** What they are, in title case, such as `Tasks`. */
  nouns: string;
  /** Whose id the one record of the answer has. */
  idLabel?: string;
}

/** Output fields of a search for many: what it says of its own work, and the line items. */
export const manyOutput = ({
  key,
  nouns,
  fields,
  filled,
  idLabel = 'Sub-Account ID',
}: ManyRecords): PlainOutputField[] => [
  { key: 'id', label: idLabel, type: 'string' },
  { key: 'count', label: `Number of ${nouns} Returned`, type: 'integer' },
  { key: 'matchCount', label: 'Number of Matches', type: 'integer' },
  { key: 'complete', label: 'Search Was Complete', type: 'boolean' },
  ...lineItems(key, fields, filled),
];

/** There only when it is true. */
export const customFieldsLeftOutOutput: PlainOutputField = {
  key: 'customFieldsLeftOut',
  label: 'Custom Fields Were Left Out',
  type: 'boolean',
};

export interface FoundMany {
  id: string;
  count: number;
  /** Absent where nobody knows. */
  matchCount?: number;
  /** Whether nothing but the limit of the step kept a record out of the answer. */
  complete: boolean;
  customFieldsLeftOut?: true;
  [key: string]: string | number | boolean | LineItem[] | undefined;
}

/**
 * The one record with which a search for many answers; what does not fit into it is left out, and it
 * says so.
 *
 * @param rows no more than the step's limit
 */
export const foundMany = (
  ghl: Pick<Ghl, 'log'>,
  many: ManyRecords,
  rows: readonly object[],
  {
    id,
    matchCount,
    complete = true,
  }: { id: string; matchCount?: number | undefined; complete?: boolean },
): FoundMany => {
  const { items, customFieldsLeftOut, rowsLeftOut } = fitLineItems(ghl, rows, many);
  return {
    id,
    count: items.length,
    ...(matchCount !== undefined && { matchCount }),
    complete: complete && rowsLeftOut === 0,
    ...(customFieldsLeftOut && { customFieldsLeftOut }),
    [many.key]: items,
  };
};
