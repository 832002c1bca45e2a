import { expect, it } from '@jest/globals';

import { openContract } from '../../harness/contract/openapi/contract.ts';
import type { Contract, Exchange } from '../../harness/contract/openapi/contract.ts';
import { describeContract } from '../../harness/contract/openapi/describe-contract.ts';
import { EXCEPTIONS } from '../../harness/contract/openapi/exceptions.ts';
import type { ContractException } from '../../harness/contract/openapi/exceptions.ts';
import { FIELDS_READ } from '../../harness/contract/openapi/fields-read.ts';
import { isObject } from '../../harness/contract/openapi/json.ts';
import type { Route } from '../../harness/contract/openapi/routes.ts';
import {
  answerMutants,
  requestMutants,
  sampleExchanges,
  successOf,
} from '../../harness/contract/samples.ts';
import { USED_ROUTES } from '../../harness/contract/used-routes.ts';

const routeNamed = ({ routes }: Contract, name: string): Route => {
  const route = routes.find((candidate) => candidate.name === name);
  if (route === undefined) throw new Error(`The official files have no ${name}.`);
  return route;
};

const accepts = (contract: Contract | undefined, exchange: Exchange): boolean =>
  contract?.checkExchange(exchange).length === 0;

describeContract('the official files', (contract) => {
  it.each(USED_ROUTES)('refuse every flaw in a request: %s', (name) => {
    const route = routeNamed(contract, name);
    for (const valid of sampleExchanges(contract, route, successOf(route))) {
      const mutants = requestMutants(contract, route, valid);
      const accepted = mutants.filter(({ value }) => contract.checkRequest(value).length === 0);

      expect(contract.checkRequest(valid)).toEqual([]);
      expect(mutants.length).toBeGreaterThan(1);
      expect(accepted.map(({ flaw }) => flaw)).toEqual([]);
    }
  });

  it.each(USED_ROUTES)('refuse every flaw in an answer: %s', (name) => {
    const route = routeNamed(contract, name);
    const valids = [successOf(route), 400, 401, 403, 422, 429].flatMap((status) =>
      sampleExchanges(contract, route, status),
    );
    for (const valid of valids) {
      const mutants = answerMutants(contract, route, valid);
      const accepted = mutants.filter(({ value }) => contract.checkAnswer(value).length === 0);

      expect(contract.checkAnswer(valid)).toEqual([]);
      expect(mutants.length).toBeGreaterThan(1);
      expect(accepted.map(({ flaw }) => flaw)).toEqual([]);
    }
  });

  it('know every route by its own name', () => {
    const misread = contract.routes.filter((route) =>
      sampleExchanges(contract, route, 400)
        .flatMap((exchange) => contract.checkRequest(exchange))
        .some((line) => !line.startsWith(route.name)),
    );
    expect(misread.map(({ name }) => name)).toEqual([]);
  });

  it.each(FIELDS_READ)('declare what the app reads of $schema', ({ file, schema, fields }) => {
    const official = contract.documents.get(file)?.components.schemas[schema];
    const properties = isObject(official) ? official['properties'] : undefined;

    expect(Object.keys(isObject(properties) ? properties : {})).toEqual(
      expect.arrayContaining([...fields]),
    );
  });
});

describeContract('the listed exceptions', (contract) => {
  const routes = USED_ROUTES.map((name) => routeNamed(contract, name));
  const exchangesOf = new Map(
    routes.map((route) => [
      route,
      [...new Set([successOf(route), 201, 400])]
        .filter((status) => route.operation.responses[String(status)] !== undefined)
        .flatMap((status) => sampleExchanges(contract, route, status))
        .flatMap((valid) => [
          valid,
          ...requestMutants(contract, route, valid).map(({ value }) => value),
          ...answerMutants(contract, route, valid).map(({ value }) => value),
        ])
        .map((exchange) => ({ exchange, accepted: accepts(contract, exchange) })),
    ]),
  );

  it.each<ContractException>(EXCEPTIONS)('make a difference: $id', ({ id, changes }) => {
    const without = openContract(EXCEPTIONS.filter((exception) => exception.id !== id));
    const files = changes.map(({ at: [file] }) => file);

    const makesADifference = routes
      .filter(({ file }) => files.includes('*') || files.includes(file))
      .flatMap((route) => exchangesOf.get(route) ?? [])
      .some(({ exchange, accepted }) => accepted !== accepts(without, exchange));
    expect(makesADifference).toBe(true);
  });
});
