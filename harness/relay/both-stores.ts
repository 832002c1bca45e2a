import { afterAll, afterEach, beforeAll, describe } from '@jest/globals';

import { PostgresServer, hasPostgres } from './postgres.ts';
import { RelayStage } from './stage.ts';

/** Opens a stage, which is taken down after the test. */
export type OpenStage = () => Promise<RelayStage>;

const takenDown = (open: OpenStage): OpenStage => {
  const stages: RelayStage[] = [];
  afterEach(async () => {
    for (const stage of stages.splice(0)) await stage.close();
  });
  return async () => {
    const stage = await open();
    stages.push(stage);
    return stage;
  };
};

/** Runs tests on SQLite, in a file of its own for each stage. */
export const describeSqlite = (name: string, tests: (open: OpenStage) => void): void => {
  describe(`${name}, on SQLite`, () => {
    tests(takenDown(() => RelayStage.open({ kind: 'sqlite' })));
  });
};

/**
 * Runs tests on a real Postgres, in a database of its own for each stage. Where none is installed, that
 * is said so that nobody overlooks it.
 */
export const describePostgres = (name: string, tests: (open: OpenStage) => void): void => {
  if (!hasPostgres()) {
    process.stderr.write(
      `\nNOT TESTED: ${name}. Postgres is not installed here: apt-get install postgresql.\n\n`,
    );
  }
  (hasPostgres() ? describe : describe.skip)(`${name}, on Postgres`, () => {
    let server: PostgresServer | undefined;
    let databases = 0;

    beforeAll(async () => {
      server = await PostgresServer.open();
    });

    afterAll(() => server?.close());

    tests(
      takenDown(async () => {
        if (!server) throw new Error('Postgres does not run.');
        databases += 1;
        const url = await server.create(`relay${databases}`);
        return RelayStage.open({ kind: 'postgres', url, server });
      }),
    );
  });
};

/** Runs the same tests on each store that a relay can have. */
export const describeBothStores = (name: string, tests: (open: OpenStage) => void): void => {
  describeSqlite(name, tests);
  describePostgres(name, tests);
};
