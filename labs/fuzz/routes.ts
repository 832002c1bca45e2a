import type { RecordedRequest } from '../../sandbox/index.ts';

/** HighLevel's paths have words in their fixed places; an id is longer, or has a digit or a capital. */
const FIXED_PART = /^(?:[a-z-]{0,15}|customFields|removeAll)$/;

export const isFixedPart = (segment: string): boolean => FIXED_PART.test(segment);

/** A request's method and path, with `{}` for what varies. */
export const routeOf = ({ method, path }: RecordedRequest): string =>
  `${method} ${path
    .split('/')
    .map((segment) => (isFixedPart(segment) ? segment : '{}'))
    .join('/')}`;
