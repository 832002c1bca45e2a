import type { OpportunityBody } from '../../ghl/schemas/opportunity.ts';
import { clearableAmong, clearedAmong } from '../custom-field/clearing.ts';
import type { CustomFields } from '../custom-field/record.ts';
import { OPPORTUNITY_FIELDS } from './record.ts';

const CLEARABLE = Object.entries(OPPORTUNITY_FIELDS).flatMap(([key, { written }]) =>
  written?.empty === undefined ? [] : [{ ...written, key, empty: written.empty }],
);

/** The fields of an opportunity that a step can empty: key to label. */
export const clearableFields = (customFields: CustomFields): Record<string, string> =>
  clearableAmong(CLEARABLE, customFields);

/**
 * What empties the fields of an opportunity that are named in *Fields to Clear*.
 *
 * @param body what the step says besides
 * @throws {InvalidInputError} when a field is both filled in and to be cleared, or cannot be cleared
 */
export const clearedFields = (
  fieldsToClear: unknown,
  body: OpportunityBody,
  customFields: CustomFields,
): Partial<OpportunityBody> => clearedAmong(CLEARABLE, fieldsToClear, body, customFields);
