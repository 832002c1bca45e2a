import { readBack } from '../../ghl/client/idempotent-write.ts';
import { createNote, listContactNotes } from '../../ghl/notes.ts';
import { WRITTEN } from '../../protiv/contact/fields.ts';
import { leniently } from '../../protiv/values/attempt.ts';
import type { Attempt, UnusableValue } from '../../protiv/values/attempt.ts';
import { isBlank } from '../../protiv/values/blank.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import type { Context } from '../platform/run.ts';

export const IF_UNUSABLE_LABEL = 'If a Value Cannot Be Used';

export const IF_UNUSABLE = {
  skip: 'Leave it out',
  note: 'Leave it out and add a note to the contact',
  stop: 'Stop with an error',
} as const;

/** What a step says and HighLevel does not get, with why. */
export class LeftOut {
  /** Reads a field; a value that cannot be used is left out. */
  readonly attempt: Attempt;
  readonly #unread: UnusableValue[] = [];
  readonly #refused: UnusableValue[] = [];
  readonly #others: UnusableValue[] = [];
  readonly #stops: boolean;

  /** @param stops whether a value that cannot be used is to stop the step */
  constructor(stops: boolean) {
    this.#stops = stops;
    this.attempt = leniently(this.#unread);
  }

  /**
   * Leaves out a value that turned out to be of no use.
   *
   * @throws {InvalidInputError} where such values are to stop the step
   */
  refuse(label: string, reason: string): void {
    this.#refused.push({ label, reason });
    this.stopIfAsked();
  }

  /** Leaves out what could be used, for a reason of its own. */
  leave(label: string, reason: string): void {
    this.#others.push({ label, reason });
  }

  /**
   * @throws {InvalidInputError} with all that cannot be used, where that is to stop the step
   */
  stopIfAsked(): void {
    if (this.#stops) this.stopIfAny();
  }

  /**
   * @throws {InvalidInputError} with all that cannot be used, when there is such
   */
  stopIfAny(): void {
    const unusable = [...this.#unread, ...this.#refused];
    if (unusable.length === 0) return;
    throw new InvalidInputError(unique(unusable.map(({ reason }) => reason)).join(' '));
  }

  /** Labels, each once. */
  get fields(): string[] {
    return unique([...this.#unread, ...this.#refused, ...this.#others].map(({ label }) => label));
  }

  /** Why, in a text without personal data; absent when nothing was left out. */
  get reasons(): string | undefined {
    const reasons = [...this.#unread.map(refusalOf), ...this.#refused, ...this.#others].map(
      ({ reason }) => withoutPrivate(reason),
    );
    return unique(reasons).join(' ') || undefined;
  }
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

/** What a contact's own fields hold is private, and no reader's sentence need be asked to say less. */
const refusalOf = ({ label, reason }: UnusableValue): UnusableValue => {
  const refusal = WRITTEN.find((field) => field.label === label)?.refusal;
  return { label, reason: refusal === undefined ? reason : `“${label}” ${refusal}.` };
};

/** The advice after the first sentence is for who makes the Zap, not for who reads its runs. */
const FIRST_SENTENCE = /^(?:“[^”]*”|[^“”.!?]|[.!?](?!\s|$))*[.!?]/u;

/**
 * A reason as a run may keep it. The readers quote options, numbers and dates only, but somebody may
 * have typed an e-mail address or a phone number into one.
 */
const withoutPrivate = (reason: string): string =>
  (FIRST_SENTENCE.exec(reason)?.[0] ?? reason).replace(/“([^”]*)”/gu, (quoted, words: string) =>
    isPrivate(words) ? '“…”' : quoted,
  );

const DATE = /^\d{1,4}[-/._ ]\d{1,2}[-/._ ]\d{1,4}/;
const LETTER = /\p{L}/u;
const DIGITS_OF_A_PHONE = 7;

const isPrivate = (words: string): boolean =>
  words.includes('@') ||
  (!DATE.test(words) &&
    !LETTER.test(words) &&
    words.replace(/\D/g, '').length >= DIGITS_OF_A_PHONE);

/** What stands in a step, by label. */
export const typedByLabel = (
  input: Readonly<Record<string, unknown>>,
  fields: readonly { key: string; label?: string }[],
): Map<string, string> =>
  new Map(
    fields.flatMap(({ key, label = key }) =>
      isBlank(input[key]) ? [] : [[label, wordsOf(input[key])] as const],
    ),
  );

const wordsOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

/**
 * Adds a note to the contact with what was typed and left out, once: a step that runs again finds it
 * there. The contact is written already, so a note that cannot be added does not fail the step.
 *
 * @param typed what stands in the step, by label
 * @param of whose fields they are
 */
export const noteLeftOut = async (
  { ghl }: Context,
  contactId: string,
  leftOut: LeftOut,
  typed: ReadonlyMap<string, string>,
  of: 'contact' | 'opportunity' = 'contact',
): Promise<void> => {
  const lines = leftOut.fields.flatMap((label) => {
    const words = typed.get(label);
    return words === undefined ? [] : [`${label}: ${words}`];
  });
  if (lines.length === 0) return;
  const body = [`A Zap could not put this into the fields of the ${of}:`, ...lines].join('\n');
  await readBack(ghl, async () => {
    const notes = await listContactNotes(ghl, contactId);
    if (!notes.some((note) => note.body === body)) await createNote(ghl, contactId, { body });
  });
};
