import { randomInt } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ID_LENGTH = 20;

const idFrom = (pick: (below: number) => number): string => {
  let id = '';
  while (id.length < ID_LENGTH) id += ALPHABET.charAt(pick(ALPHABET.length));
  return id;
};

/** An id in GHL's form, never the same twice. */
export const randomId = (): string => idFrom((below) => randomInt(below));

/** Repeatable chance: the same seed gives the same people. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, and without, 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  one<const Choices extends readonly [unknown, ...unknown[]]>(choices: Choices): Choices[number] {
    return choices[this.below(choices.length)] ?? choices[0];
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  id(): string {
    return idFrom((below) => this.below(below));
  }

  /** An id in the form of those of submissions and files. */
  uuid(): string {
    const digits = Array.from({ length: 32 }, () => this.below(16).toString(16)).join('');
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }
}
