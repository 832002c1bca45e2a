import { createHash } from 'node:crypto';

/** Characters, six bits each: two contents that share them are not to be expected. */
const LENGTH = 22;

/**
 * A short text that stands for what a record holds. Zapier keeps it for ever and fires when it sees
 * another one: with any change here, every record of every Zap would fire once more.
 *
 * @param content always the same parts in the same order; `''` for what is empty
 * @example
 * contentHash(['Call back', '']); // 's0xu63gFPkN46zWF-es-1J'
 */
export const contentHash = (content: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, LENGTH);
