import type { Ghl } from '../../ghl/client/client.ts';
import { readBack } from '../../ghl/client/idempotent-write.ts';
import { laidOver } from '../../protiv/values/written-fields.ts';

/**
 * A record after a write: as it was before, with the answer laid over it. Where the answer does not
 * name everything that was sent, the record is read once more; if that fails, what was sent counts.
 *
 * @param written.before the record as it was; of a new one, what is known anyway
 * @param written.sent the body of the write
 */
export const afterWrite = async <Wire extends object>(
  ghl: Ghl,
  { before, sent, answer }: { before: Partial<Wire>; sent: Partial<Wire>; answer: Wire },
  read: () => Promise<Wire>,
): Promise<Wire> => {
  const known = laidOver(before, answer);
  if (Object.keys(sent).every((property) => property in answer)) return known;
  return laidOver(known, (await readBack(ghl, read)) ?? sent);
};
