import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Fields, TestApp } from '../../harness/app.ts';
import { factsFile } from '../../harness/facts-file.ts';
import { factsOf, inputOf, thereIn } from '../../harness/facts.ts';
import { FEW_FIXTURES } from '../../harness/lab/fixtures.ts';
import { Lab } from '../../harness/lab/lab.ts';
import { FOREIGN } from '../../harness/lab/records.ts';
import { operationsIn } from '../../harness/lab/tried-operations.ts';
import type { Written } from '../../harness/lab/tried-operations.ts';
import definition from '../../index.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.open();
});

afterAll(() => lab.close());

const operations = operationsIn(definition);

const usualInput = ({ key }: Written, app: TestApp): Fields =>
  inputOf(factsOf(key).ways[0].input, thereIn(lab.sandbox, app.location.id));

describe('a connection that may only read', () => {
  const readers = operations.filter(({ registry }) => registry !== 'creates');

  it.each(readers)('is enough for $name', async (operation) => {
    const app = lab.reset({ ...FEW_FIXTURES, inBoth: true });
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    const moment = { isLoadingSample: operation.registry === 'triggers' };
    const method = `${operation.name}.operation.perform`;
    const result = await app.call(method, usualInput(operation, app), moment);
    expect(result).toEqual(expect.any(Array));
    expect(result).not.toHaveLength(0);
    expect(app.writesSent).toEqual([]);
  });
});

/** The inputs of an operation that take the id of a record. */
const idInputs = async (app: TestApp, { name }: Written): Promise<string[]> => {
  const keys = (await app.inputFields(name)).map(({ key }) => String(key));
  // Beside an appointment, a contact only narrows the list to choose from.
  const narrows = (input: string): boolean =>
    input === 'contactId' && keys.includes('appointmentId');
  return keys.filter((input) => Object.hasOwn(FOREIGN, input) && !narrows(input));
};

describe('ids of another sub-account', () => {
  const NOTHING: readonly unknown[] = [
    [],
    expect.objectContaining({
      kind: 'halted',
      message: expect.stringMatching(/sub-account|cannot find this record/),
    }),
    expect.objectContaining({ wasDeleted: false }),
  ];

  it.each(operations)('give nothing and change nothing in $name', async (operation) => {
    const { key, name, registry } = operation;
    const app = lab.reset();
    const keys = await idInputs(app, operation);
    for (const input of keys) {
      // A search of a contact’s records goes on to look for these when it does not find the id.
      const byIdAlone =
        registry === 'searches' && input !== 'contactId' ? { query: '', title: '' } : {};
      const foreign = Object.entries(FOREIGN).find(([own]) => own === input)?.[1];
      const given = { ...usualInput(operation, app), ...byIdAlone, [input]: foreign };
      const writesBefore = app.sandbox.writes;
      const outcome = await app
        .call(`${name}.operation.perform`, given)
        .catch((error: unknown) => error);
      expect(NOTHING).toContainEqual(outcome);
      expect(app.sandbox.writes).toBe(writesBefore);
    }
    // The facts say which they are, so that none is left out because its key changed.
    const file = factsFile(key);
    expect({ file, recordIds: keys.toSorted() }).toEqual({
      file,
      recordIds: factsOf(key).recordIds.toSorted(),
    });
  });
});
