import type { OperationEntry } from './definition.ts';
import { Failure } from './failure.ts';

export type TriggerRecord = Readonly<Record<string, unknown>>;

/** The output fields whose values together tell records apart: those declared, else `id`. */
export const primaryKey = (trigger: OperationEntry): string[] => {
  const declared = (trigger.operation.outputFields ?? []).flatMap((field) =>
    typeof field === 'object' && field.primary === true ? [field.key] : [],
  );
  return declared.length > 0 ? declared : ['id'];
};

/** Remembers which records a Zap has seen; a record fires once. */
export class Dedupe {
  readonly #key: readonly string[];
  readonly #seen = new Set<string>();

  constructor(key: readonly string[]) {
    this.#key = key;
  }

  /**
   * The records that no poll gave before, in the given order; they count as seen from now on.
   *
   * @throws {Failure} when a record lacks a part of its key: Zapier could not tell it apart
   */
  takeNew(records: readonly TriggerRecord[]): TriggerRecord[] {
    return records.filter((record) => {
      const identity = this.#identity(record);
      const isNew = !this.#seen.has(identity);
      this.#seen.add(identity);
      return isNew;
    });
  }

  #identity(record: TriggerRecord): string {
    return JSON.stringify(
      this.#key.map((field) => {
        const part = record[field];
        if (part === undefined || part === null) {
          throw new Failure(
            'error',
            `A record came without "${field}", which tells records apart.`,
          );
        }
        return part;
      }),
    );
  }
}
