import { live } from './run.ts';
import type { Outcome } from './run.ts';
import type { Scenario } from './scenarios.ts';

const HEAD = [
  'what happens',
  'due',
  'never fired',
  'fired for nothing',
  'all with Zapier after',
  'longest wait of a single one',
  'requests for a poll',
  'polls that failed',
  'polls over 100 new',
];

export interface Table {
  markdown: string;
  /** Each expectation that did not hold, in one sentence. */
  failures: string[];
}

const number = (value: number): string => value.toLocaleString('en');

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const cellsOf = ({ name }: Scenario, outcome: Outcome): string[] => [
  name,
  number(outcome.due),
  number(outcome.neverFired),
  number(outcome.firedForNothing),
  `${number(outcome.handedOver)} min`,
  outcome.singleWait === 0
    ? '–'
    : `${outcome.singleWait} poll${outcome.singleWait === 1 ? '' : 's'}`,
  outcome.requests.join(' to '),
  `${outcome.failedPolls} of ${outcome.polls}`,
  number(outcome.heldPolls),
];

const complaints = ({ name, mayLose, within, plan }: Scenario, outcome: Outcome): string[] => {
  const { neverFired, firedForNothing, handedOver, singleWait, failedPolls } = outcome;
  const isContact = plan.trigger === 'new_contact';
  const wait = plan.manners.outage || plan.around.loses > 0 || mayLose ? Infinity : 2;
  return [
    ...(neverFired > 0 && !mayLose ? [`${name}: ${number(neverFired)} never fired.`] : []),
    ...(firedForNothing > 0 ? [`${name}: ${number(firedForNothing)} fired for nothing.`] : []),
    ...(within !== undefined && handedOver > within
      ? [`${name}: handed over after ${handedOver} minutes, not ${within}.`]
      : []),
    ...(isContact && singleWait > wait
      ? [`${name}: a single one waited ${singleWait} polls.`]
      : []),
    ...(failedPolls > 0 && !plan.manners.outage ? [`${name}: ${failedPolls} polls failed.`] : []),
  ];
};

/** Lives through the scenarios, one after another, and says what came of each. */
export const tableOf = async (
  scenarios: readonly Scenario[],
  report: (line: string) => void = () => undefined,
): Promise<Table> => {
  const lines = [row(HEAD), row(HEAD.map(() => '---'))];
  const failures: string[] = [];
  for (const scenario of scenarios) {
    const outcome = await live(scenario.plan);
    const line = row(cellsOf(scenario, outcome));
    report(line);
    lines.push(line);
    failures.push(...complaints(scenario, outcome));
  }
  return { markdown: lines.join('\n'), failures };
};
