import { clock } from '../../ghl/client/clock.ts';
import { pagesOf } from '../../ghl/client/skip-pages.ts';
import { listLostReasons, listPipelines, searchOpportunities } from '../../ghl/opportunities.ts';
import { stagesOf } from '../../protiv/opportunity/stage.ts';
import { statusOf } from '../../protiv/opportunity/status.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { asLine } from '../../protiv/values/texts.ts';
import { withRun } from '../platform/run.ts';
import { readPipeline } from '../references/references.ts';
import { all, alphabetical, rowsOf, skipOf } from './choices.ts';

/** Opportunities, the latest first: those of the contact that the step names, or of anybody. */
export const opportunities = withRun(async (run) => {
  const contactId = asLine('Contact', run.input['contactId']);
  const search = { contactId, by: 'createdAt' } as const;
  const page = await searchOpportunities(run.ghl, search, { skip: skipOf(run) });
  const found = newestFirst(page.opportunities, ({ createdAt }) => createdAt ?? clock.now());
  const results = found.map(({ id, name, status }) => {
    const now = statusOf(status);
    return { id, label: `${name || id}${now && now !== 'open' ? ` (${now})` : ''}` };
  });
  return { results, paging_token: page.next === undefined ? null : String(page.next) };
});

/** Pipelines, in the order in which HighLevel shows them. */
export const pipelines = withRun(async ({ ghl }) =>
  all((await listPipelines(ghl)).map(({ id, name }) => ({ id, label: name || id }))),
);

/** Stages of the pipeline that the step names, in their order; of all pipelines where it names none. */
export const stages = withRun(async (run) => {
  const chosen = await readPipeline(run, 'Pipeline', run.input['pipelineId']);
  const found = stagesOf(await listPipelines(run.ghl));
  return all(
    found
      .filter(({ pipeline }) => chosen === undefined || pipeline.id === chosen)
      .map(({ stage, pipeline }) => {
        const name = stage.name || stage.id;
        return {
          id: stage.id,
          label: chosen === undefined ? `${pipeline.name || pipeline.id}: ${name}` : name,
        };
      }),
  );
});

export const lostReasons = withRun(async (run) => {
  const { results, paging_token } = await rowsOf(
    pagesOf((skip) => listLostReasons(run.ghl, skip), skipOf(run)),
    ({ id, name }) => [{ id, label: name || id }],
  );
  return paging_token === null ? alphabetical(results) : { results, paging_token };
});
