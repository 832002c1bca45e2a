import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await openApp({ contacts: 0 });
});

afterAll(() => app.close());

const find = (input: Fields) => app.search('find_pipeline_stage', input);

describe('Find Pipeline Stage', () => {
  it('finds a stage by its name, with its place and its pipeline', async () => {
    const [roofing] = app.sandbox.world.location(app.location.id).pipelines;
    const stage = roofing?.stages[1];
    expect(await find({ name: 'site visit' })).toEqual([
      {
        id: stage?.id,
        stageId: stage?.id,
        name: 'Site Visit',
        position: 2,
        pipelineId: roofing?.id,
        pipelineName: 'Roofing',
        matchedBy: 'name',
      },
    ]);
    expect(await find({ name: stage?.id })).toEqual([
      expect.objectContaining({ id: stage?.id, matchedBy: 'id' }),
    ]);
  });

  it('takes one pipeline’s stage of a name that several have, and stops where it is not said', async () => {
    const input = { name: 'Quote Sent' };
    expect(await find({ ...input, pipelineId: 'maintenance plans' })).toEqual([
      expect.objectContaining({ pipelineName: 'Maintenance Plans' }),
    ]);
    const { kind, message } = await app.failure(() => find(input));
    expect({ kind, message }).toEqual({
      kind: 'halted',
      message: expect.stringContaining('which may mean 2 stages'),
    });
  });

  it('finds nothing for a name that there is not', async () => {
    expect(await find({ name: 'Plumbing' })).toEqual([]);
  });

  it('offers the stages of the pipeline that is chosen, and of all until one is', async () => {
    const lists = app.lists('creates.create_opportunity');
    const method = lists.find(({ key }) => key === 'stageId')?.method ?? '';
    const labels = async (input: Fields): Promise<unknown[]> => {
      const page = await app.call(method, input, { isFillingDynamicDropdown: true });
      const [{ results } = { results: [] }] = [page].flat().map((each: unknown) => Object(each));
      return results.map((choice: Fields) => choice['label']);
    };
    expect(await labels({ pipelineId: 'Maintenance Plans' })).toEqual([
      'Interested',
      'Quote Sent',
      'Contract Signed',
    ]);
    expect(await labels({})).toContain('Roofing: Quote Sent');
  });
});
