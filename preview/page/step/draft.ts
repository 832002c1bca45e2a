import type { Answer, Choice, Values } from '../../protocol.ts';

/** What someone has done in a step so far. */
export interface Draft {
  readonly values: Values;
  /** What was chosen from dropdowns: they show labels, the step's fields hold values. */
  readonly chosen: readonly Choice[];
  readonly result?: Answer<'run'>;
}

/** The drafts of all steps, for as long as the account stays the same. */
export class Drafts {
  readonly #byHash = new Map<string, Draft>();

  of(hash: string): Draft {
    return this.#byHash.get(hash) ?? { values: {}, chosen: [] };
  }

  keep(hash: string, draft: Draft): void {
    this.#byHash.set(hash, draft);
  }

  /** What another connection gave says nothing about this one. */
  dropResults(): void {
    for (const [hash, { values, chosen }] of this.#byHash) {
      this.#byHash.set(hash, { values, chosen });
    }
  }
}
