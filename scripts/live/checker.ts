import * as z from 'zod/mini';

import { Failure } from '../../zap-runner/failure.ts';
import type { Connection } from '../../zap-runner/connection.ts';
import { newTrace } from '../../zap-runner/platform.ts';

export type Fields = Record<string, unknown>;

type Kind = 'triggers' | 'searches' | 'creates';

/** Runs operations one after another, prints what each did, and counts those that failed. */
export class Checker {
  failed = 0;
  readonly #connection: Connection;
  readonly #print: (line: string) => void;

  constructor(connection: Connection, print: (line: string) => void) {
    this.#connection = connection;
    this.#print = print;
  }

  /** The keys of the app's operations, in the order of its registry. */
  keys(kind: Kind): string[] {
    return Object.keys(this.#connection.platform.definition[kind] ?? {});
  }

  section(title: string): void {
    this.#print(`\n${title}`);
  }

  say(line: string): void {
    this.#print(`  ${line}`);
  }

  /** Runs one operation; a failure is printed and gives `[]`. */
  async run(kind: Kind, key: string, inputData: Fields = {}, sample = false): Promise<Fields[]> {
    const trace = newTrace();
    try {
      const result = await this.#connection.call(
        `${kind}.${key}.operation.perform`,
        { inputData, moment: { isLoadingSample: sample } },
        trace,
      );
      const records = recordsOf(result);
      this.say(
        `ok      ${key}: ${count(records.length, 'record')}, ${count(trace.requests.length, 'request')}`,
      );
      return records;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.failed += 1;
      const answered = trace.requests.map(({ method, status }) => `${method} ${status}`).join(', ');
      this.say(`FAILED  ${key} (${error.kind}): ${error.message} [${answered || 'nothing sent'}]`);
      return [];
    }
  }

  /** The first option of a dropdown. */
  async firstOption(kind: Kind, key: string, field: string): Promise<string | undefined> {
    const inputs = this.#connection.platform.definition[kind]?.[key]?.operation.inputFields ?? [];
    const index = inputs.findIndex((input) => typeof input === 'object' && input.key === field);
    const options = await this.#connection.call(
      `${kind}.${key}.operation.inputFields.${index}.choices.perform`,
      { inputData: {} },
      newTrace(),
    );
    return firstOption.safeParse(options).data?.results[0]?.id;
  }

  /** The first record of `run`. */
  async one(kind: Kind, key: string, inputData: Fields): Promise<Fields | undefined> {
    const [record] = await this.run(kind, key, inputData);
    return record;
  }
}

const firstOption = z.object({ results: z.array(z.object({ id: z.string() })) });

const recordsOf = (result: unknown): Fields[] => {
  const list: unknown[] = Array.isArray(result) ? result : [result];
  return list.flatMap((record) =>
    typeof record === 'object' && record !== null ? [{ ...record }] : [],
  );
};

const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;
