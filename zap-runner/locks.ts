import { asText } from './tokens.ts';

/** Serializes work by key, as Zapier does for operations with a `lock`. */
export class Locks {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Runs `work` once everything that was given the same key before has ended. */
  async hold<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#tails.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#tails.get(key) === mine) this.#tails.delete(key);
    }
  }
}

/** Fills the `{{bundle.inputData.field}}` of a lock's key; a field that is not there is empty. */
export const lockKey = (template: string, inputData: Readonly<Record<string, unknown>>): string =>
  template.replaceAll(/\{\{bundle\.inputData\.([^{}]+)\}\}/g, (_token, field: string) =>
    asText(inputData[field]),
  );
