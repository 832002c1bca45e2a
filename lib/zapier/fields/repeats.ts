import { clock } from '../../ghl/client/clock.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import { asWholeNumber } from '../../protiv/values/numbers.ts';

const DEFAULT_MINUTES = 10;
const MOST_MINUTES = 24 * 60;

const LABEL = 'Ignore Repeats Within (Minutes)';

/**
 * How long a second identical run of a step counts as a repeat.
 *
 * @param what completes the sentence "If a Zap runs again and … is younger than this"
 */
export const ignoreRepeatsField = (what: string) =>
  repeatsField(
    `If a Zap runs again and ${what} is younger than this, the step returns it instead of creating a second one. Enter \`0\` to always create one.`,
  );

/** The same field for what is no record of its own. */
export const repeatsField = (helpText: string) =>
  ({
    key: 'ignoreRepeatsWithin',
    label: LABEL,
    type: 'integer',
    default: String(DEFAULT_MINUTES),
    helpText,
  }) as const;

/**
 * The choice of that field, in milliseconds.
 *
 * @throws {InvalidInputError} for anything but 0 to 1440 minutes
 */
export const repeatWindow = (value: unknown): number =>
  asWholeNumber(LABEL, value, { least: 0, most: MOST_MINUTES, otherwise: DEFAULT_MINUTES }) *
  60_000;

/** Whether a record is younger than the window; one without a readable date counts as young. */
export const isWithin = (
  windowMs: number,
  dateAdded: string | number | null | undefined,
): boolean => windowMs > 0 && clock.now() - (readMoment(dateAdded) ?? clock.now()) < windowMs;
