import * as z from 'zod/mini';

import { choice, values } from '../../protocol.ts';
import type { Answer, Choice, Values } from '../../protocol.ts';

/** What someone has done in a step so far. */
export interface Draft {
  readonly values: Values;
  /** What was chosen from dropdowns: they show labels, the step's fields hold values. */
  readonly chosen: readonly Choice[];
  readonly result?: Answer<'run'>;
}

/** What a reload keeps: what was filled in, by the step's address. Results are old by then. */
const kept = z.object({
  account: z.string(),
  drafts: z.array(z.tuple([z.string(), z.object({ values, chosen: z.array(choice) })])),
});

const KEY = 'protiv-preview-drafts';

/** Characters that a reload keeps; a browser has room for a few times that. */
const MOST_KEPT = 500_000;

const readKept = (account: string): z.infer<typeof kept>['drafts'] => {
  const text = sessionStorage.getItem(KEY);
  const stored = kept.safeParse(text === null ? undefined : JSON.parse(text));
  return stored.success && stored.data.account === account ? stored.data.drafts : [];
};

/** The drafts of all steps, for as long as the account stays the same, also over a reload. */
export class Drafts {
  readonly #account: string;
  readonly #byHash: Map<string, Draft>;

  /** @param account tells accounts apart */
  constructor(account: string) {
    this.#account = account;
    this.#byHash = new Map(readKept(account));
  }

  of(hash: string): Draft {
    return this.#byHash.get(hash) ?? { values: {}, chosen: [] };
  }

  keep(hash: string, draft: Draft): void {
    this.#byHash.set(hash, draft);
    const drafts = [...this.#byHash].map(([place, { values: filledIn, chosen }]) => [
      place,
      { values: filledIn, chosen },
    ]);
    const text = JSON.stringify({ account: this.#account, drafts });
    if (text.length <= MOST_KEPT) sessionStorage.setItem(KEY, text);
  }

  /** What another connection gave says nothing about this one. */
  dropResults(): void {
    for (const [hash, { values: filledIn, chosen }] of this.#byHash) {
      this.#byHash.set(hash, { values: filledIn, chosen });
    }
  }
}
