import type { CustomFieldDefinition, Location, Opportunity, World } from '../world.ts';
import type { Chance } from './random.ts';

const DAY_MS = 86_400_000;

/** The stages of each pipeline, in their order. */
const PIPELINES: Readonly<Record<string, readonly string[]>> = {
  Roofing: ['New Lead', 'Site Visit', 'Quote Sent', 'Scheduled'],
  'Maintenance Plans': ['Interested', 'Quote Sent', 'Contract Signed'],
};

const LOST_REASONS = ['Price too high', 'Chose someone else', 'Never answered'];

const FIELDS: readonly Pick<CustomFieldDefinition, 'name' | 'fieldKey' | 'dataType'>[] = [
  { name: 'Roof Size', fieldKey: 'opportunity.roof_size', dataType: 'NUMERICAL' },
  { name: 'Roof Material', fieldKey: 'opportunity.roof_material', dataType: 'SINGLE_OPTIONS' },
  { name: 'Extras', fieldKey: 'opportunity.extras', dataType: 'MULTIPLE_OPTIONS' },
  { name: 'Contract Date', fieldKey: 'opportunity.contract_date', dataType: 'DATE' },
];

const OPTIONS: Readonly<Record<string, string[]>> = {
  SINGLE_OPTIONS: ['Shingle', 'Metal', 'Tile'],
  MULTIPLE_OPTIONS: ['Gutters', 'Skylight', 'Insulation'],
};

const WORK = ['Roof repair', 'New roof', 'Gutter replacement', 'Skylight'] as const;

/** A UUID, which is what GHL calls stages by. */
const stageId = (chance: Chance): string => {
  const digits = Array.from({ length: 32 }, () => chance.below(16).toString(16)).join('');
  return [8, 12, 16, 20, 32]
    .map((end, index, ends) => digits.slice(ends[index - 1] ?? 0, end))
    .join('-');
};

/** Pipelines, what opportunities are lost for, their custom fields, and one for every third contact. */
export const seedOpportunities = (world: World, location: Location, chance: Chance): void => {
  for (const [name, stages] of Object.entries(PIPELINES)) {
    location.pipelines.push({
      id: chance.id(),
      name,
      stages: stages.map((stage) => ({ id: stageId(chance), name: stage })),
    });
  }
  location.lostReasons.push(...LOST_REASONS.map((name) => ({ id: chance.id(), name })));
  location.customFields.push(
    ...FIELDS.map((field, index) => ({
      id: chance.id(),
      position: (index + 1) * 50,
      model: 'opportunity' as const,
      ...field,
      ...(OPTIONS[field.dataType] && { picklistOptions: OPTIONS[field.dataType] ?? [] }),
    })),
  );
  const named = [...location.contacts.values()].filter(({ firstName, lastName }) =>
    Boolean(firstName && lastName && lastName.length < 40),
  );
  for (const [index, contact] of named.slice(0, MOST_CONTACTS).entries()) {
    if (index % 3 > 0) continue;
    world.addOpportunity(location.id, {
      ...opportunityOf(location, chance, index / 3),
      contactId: contact.id,
      name: `${chance.one(WORK)} for ${contact.firstName} ${contact.lastName}`,
      ...(contact.assignedTo && { assignedTo: contact.assignedTo }),
      ...(contact.source && { source: contact.source }),
      ...datesOf(world, chance),
    });
  }
};

/** However many contacts there are: nobody asked for thousands of opportunities. */
const MOST_CONTACTS = 60;

/** In turn open, won, and lost for a reason. */
const opportunityOf = (
  { pipelines, lostReasons, customFields }: Location,
  chance: Chance,
  turn: number,
): Partial<Opportunity> => {
  const pipeline = pipelines[turn % 2];
  const status = ['open', 'open', 'won', 'lost'][turn % 4] ?? 'open';
  const stage = pipeline?.stages[chance.below(pipeline.stages.length)];
  const reason = lostReasons[chance.below(lostReasons.length)];
  const size = customFields.find(({ fieldKey }) => fieldKey === 'opportunity.roof_size');
  return {
    id: chance.id(),
    status,
    monetaryValue: (chance.below(40) + 5) * 250,
    ...(pipeline && { pipelineId: pipeline.id }),
    ...(stage && { pipelineStageId: stage.id }),
    ...(status === 'lost' && reason && { lostReasonId: reason.id }),
    ...(size && { customFields: [{ id: size.id, value: chance.below(200) + 60 }] }),
  };
};

const datesOf = (world: World, chance: Chance): Partial<Opportunity> => {
  const days = chance.below(40) + 3;
  const at = (ago: number): string => new Date(world.now() - ago * DAY_MS).toISOString();
  const changed = at(chance.below(days) + 2);
  return {
    createdAt: at(days + 2),
    updatedAt: changed,
    lastStageChangeAt: changed,
    lastStatusChangeAt: changed,
  };
};
