import * as z from 'zod/mini';

/** An opportunity, and the one that it was before its last change. */
interface Opportunity {
  id: string;
  createdAt: number;
  updatedAt: number;
  lastStageChangeAt: number;
  lastStatusChangeAt: number;
  stage: number;
  status: string;
}

type DateField = 'createdAt' | 'updatedAt';

const DATES: Readonly<Record<string, DateField>> = {
  date_added: 'createdAt',
  date_updated: 'updatedAt',
};

const searchBody = z.object({
  limit: z.number(),
  page: z.number(),
  sort: z.array(z.object({ field: z.enum(['date_added', 'date_updated']) })),
  filters: z.optional(z.array(z.looseObject({}))),
});

const rangeFilter = z.object({
  field: z.enum(['date_added', 'date_updated']),
  operator: z.literal('range'),
  value: z.object({ gte: z.optional(z.string()), lte: z.optional(z.string()) }),
});

/** The pipeline in which all of them stand. */
const PIPELINE = 'pipeline000000000001';

const iso = (at: number): string => new Date(at).toISOString();

/** HighLevel's opportunities, of which search knows what was written some time ago. */
export class FakeOpportunities {
  readonly #rows = new Map<string, Opportunity[]>();

  add(id: string, at: number): void {
    const dates = { createdAt: at, updatedAt: at, lastStageChangeAt: at, lastStatusChangeAt: at };
    this.#rows.set(id, [{ id, ...dates, stage: 0, status: 'open' }]);
  }

  change(
    id: string,
    at: number,
    changes: Partial<Pick<Opportunity, 'stage' | 'status'>> = {},
  ): void {
    const versions = this.#rows.get(id) ?? [];
    const before = versions.at(-1);
    if (!before) throw new Error(`There is no opportunity ${id}.`);
    versions.push({
      ...before,
      ...changes,
      updatedAt: at,
      ...(changes.stage !== undefined && { lastStageChangeAt: at }),
      ...(changes.status !== undefined && { lastStatusChangeAt: at }),
    });
  }

  /** What search answers that has seen what was written until then. */
  find(asked: unknown, seenUntil: number): { rows: number; body: unknown } {
    const { limit, page, sort, filters = [] } = searchBody.parse(asked);
    const by = DATES[sort[0]?.field ?? 'date_added'] ?? 'createdAt';
    const ranges = filters.flatMap((filter) => rangeFilter.safeParse(filter).data ?? []);
    const isIn = (row: Opportunity): boolean =>
      ranges.every(({ field, value }) => {
        const moment = row[DATES[field] ?? 'createdAt'];
        const { gte = iso(0), lte = iso(seenUntil) } = value;
        return moment >= Date.parse(gte) && moment <= Date.parse(lte);
      });
    const found = [...this.#rows.values()]
      .flatMap((versions) => versions.findLast(({ updatedAt }) => updatedAt <= seenUntil) ?? [])
      .filter(isIn)
      .toSorted((a, b) => b[by] - a[by]);
    const rows = found.slice((page - 1) * limit, page * limit).map(rowOf);
    return { rows: rows.length, body: { opportunities: rows, total: found.length } };
  }
}

const rowOf = (row: Opportunity) => ({
  id: row.id,
  status: row.status,
  pipelineId: PIPELINE,
  pipelineStageId: `stage${row.stage}`,
  contact: { id: 'c', name: 'Robin Fields' },
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
  lastStageChangeAt: iso(row.lastStageChangeAt),
  lastStatusChangeAt: iso(row.lastStatusChangeAt),
});
