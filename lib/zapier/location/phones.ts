import { isBlank } from '../../protiv/values/blank.ts';
import { isNational, noPhones, phoneReader } from '../../protiv/values/phones.ts';
import type { PhoneReader } from '../../protiv/values/phones.ts';
import type { Context } from '../platform/run.ts';
import { locationFacts } from './location.ts';

/**
 * Reads phone numbers as the people of the connected location write them. What that takes is loaded
 * only when there is a number to read, and the location's country is read only for one without a
 * country code.
 *
 * @param given the values that are to be read
 */
export const phonesOf = async (run: Context, given: readonly unknown[]): Promise<PhoneReader> => {
  const numbers = given.filter((value) => !isBlank(value));
  if (numbers.length === 0) return noPhones;
  const [facts, library] = await Promise.all([
    numbers.some(isNational) ? locationFacts(run) : undefined,
    import('../../protiv/values/phone-library.ts'),
  ]);
  return phoneReader(library, facts?.country);
};
