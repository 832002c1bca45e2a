import { InvalidInputError } from './invalid-input.ts';
import { asLine, shown } from './texts.ts';

/** `14:30`, `14.30`, `14h30`, `9`, `9 am`, `2:30 p.m.`; a full stop may end it. */
const CLOCK = /^(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*(?:h|uhr)?\s*([ap])?\.?\s*(?:m\.?)?$/i;

/**
 * A time of day, as `09:00`.
 *
 * @throws {InvalidInputError} for what is none
 * @example
 * asClockTime('Follow-Up Time', '2:30 pm'); // '14:30'
 */
export const asClockTime = (label: string, value: unknown): string | undefined => {
  const given = asLine(label, value);
  if (given === undefined) return undefined;
  const [, hours = '', minutes = '0', half] = CLOCK.exec(given.trim()) ?? [];
  const hour = hoursOf(Number(hours), half?.toLowerCase());
  if (hours === '' || hour === undefined || Number(minutes) > 59) {
    throw new InvalidInputError(
      `“${label}” takes a time of day such as 14:30 or 2:30 PM, but got “${shown(given)}”.`,
    );
  }
  return `${String(hour).padStart(2, '0')}:${minutes.padStart(2, '0')}`;
};

const hoursOf = (hours: number, half: string | undefined): number | undefined => {
  if (half === undefined) return hours <= 23 ? hours : undefined;
  if (hours < 1 || hours > 12) return undefined;
  return (hours % 12) + (half === 'p' ? 12 : 0);
};
