import type { Run } from '../platform/run.ts';
import { readUser } from '../references/references.ts';
import type { LeftOut } from './left-out.ts';

/**
 * The id of an owner, in the input `assignedTo`. One who cannot be found is a mistake of the Zap's maker,
 * who is told at once, unless the value is mapped: whoever has left since must not cost a lead.
 *
 * @throws {InvalidInputError}
 */
export const readOwner = async (
  run: Run<unknown>,
  label: string,
  value: unknown,
  { attempt }: LeftOut,
): Promise<string | undefined> => {
  try {
    return await readUser(run, label, value);
  } catch (error) {
    if (!run.isMapped('assignedTo')) throw error;
    return attempt(label, () => {
      throw error;
    });
  }
};
