/** Logging what was done with a contact: a note, and a follow-up task and tags where they are wanted. */
import { defineInputFields } from 'zapier-platform-core';

import { clock } from '../../ghl/client/clock.ts';
import type { TaskBody } from '../../ghl/schemas/task.ts';
import { ACTIVITY_TYPES, DIRECTIONS, activityNote } from '../../protiv/activity/note.ts';
import { asChoice, requiredChoice } from '../../protiv/values/choices.ts';
import { asClockTime } from '../../protiv/values/clock-times.ts';
import { isBlank } from '../../protiv/values/blank.ts';
import { instant, localTime, readMoment, toSeconds } from '../../protiv/values/dates.ts';
import { asMoment } from '../../protiv/values/moments.ts';
import { asWholeNumber } from '../../protiv/values/numbers.ts';
import { asLine, asText } from '../../protiv/values/texts.ts';
import { shifted } from '../../protiv/values/time-span.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';
import { grouped } from '../fields/groups.ts';
import { TIME_ZONE_NOTE } from '../fields/time-zone-note.ts';
import { locationFacts } from '../location/location.ts';
import { createNoteOnce } from '../note/creation.ts';
import type { Context } from '../platform/run.ts';
import { readUser } from '../references/references.ts';
import { createTaskOnce } from '../task/creation.ts';
import { addMissingTags } from './tags.ts';

const LABEL = {
  type: 'Activity Type',
  direction: 'Direction',
  outcome: 'Outcome',
  duration: 'Duration in Minutes',
  happenedAt: 'When It Happened',
  details: 'Details',
  loggedBy: 'Logged By',
  title: 'Follow-Up Task',
  days: 'Follow Up in Days',
  time: 'Follow-Up Time',
  user: 'Follow-Up User',
  tags: 'Tags to Add',
} as const;

const DEFAULT_DAYS = 1;
const DEFAULT_TIME = '09:00';
const MOST_DAYS = 365;
const MOST_MINUTES = 24 * 60;

export const activityFields = defineInputFields([
  ...grouped('details', [
    { key: 'activityType', label: LABEL.type, required: true, choices: ACTIVITY_TYPES },
    { key: 'direction', label: LABEL.direction, choices: DIRECTIONS },
    { key: 'outcome', label: LABEL.outcome, placeholder: 'Left a message' },
    { key: 'duration', label: LABEL.duration, type: 'integer' },
    {
      key: 'happenedAt',
      label: LABEL.happenedAt,
      type: 'datetime',
      helpText: `Leave blank for just now. ${TIME_ZONE_NOTE}`,
    },
    { key: 'details', label: LABEL.details, type: 'text' },
    {
      key: 'loggedBy',
      label: LABEL.loggedBy,
      ...dropdown.users,
      helpText: 'The user that HighLevel shows as the author of the note.',
    },
  ]),
  ...grouped('followUp', [
    {
      key: 'followUpTitle',
      label: LABEL.title,
      helpText: 'The title of a task for later. Leave blank for none.',
    },
    {
      key: 'followUpDays',
      label: LABEL.days,
      type: 'integer',
      default: String(DEFAULT_DAYS),
      helpText: 'How many days from now that task is due; `0` is today.',
    },
    {
      key: 'followUpTime',
      label: LABEL.time,
      default: DEFAULT_TIME,
      helpText: 'The time of that day, in the sub-account’s time zone.',
    },
    {
      key: 'followUpUser',
      label: LABEL.user,
      ...dropdown.users,
      helpText: 'The user who takes care of that task.',
    },
    {
      key: 'tagsToAdd',
      label: LABEL.tags,
      list: true,
      ...dropdown.tags,
      helpText: 'The contact keeps its other tags.',
    },
  ]),
]);

type Input = Readonly<Record<string, unknown>>;

/** What a step wants to be logged, read before anything is written. */
interface Wanted {
  note: { title: string; body: string; userId?: string };
  task?: TaskBody;
  tags: unknown;
}

/**
 * What a step says of an activity.
 *
 * @throws {InvalidInputError} for a value that cannot be used, naming the field
 */
export const readActivity = async (run: Context, input: Input): Promise<Wanted> => {
  const { timezone } = await locationFacts(run);
  const type = requiredChoice(LABEL.type, input['activityType'], ACTIVITY_TYPES);
  const userId = await readUser(run, LABEL.loggedBy, input['loggedBy']);
  const activity = {
    type,
    direction: asChoice(LABEL.direction, input['direction'], DIRECTIONS),
    outcome: asLine(LABEL.outcome, input['outcome']),
    duration: isBlank(input['duration'])
      ? undefined
      : asWholeNumber(LABEL.duration, input['duration'], {
          least: 0,
          most: MOST_MINUTES,
          otherwise: 0,
        }),
    happenedAt: asMoment(LABEL.happenedAt, input['happenedAt'], timezone),
    details: asText(LABEL.details, input['details']),
  };
  const task = await followUp(run, input, timezone);
  return {
    note: { ...activityNote(activity, timezone), ...(userId !== undefined && { userId }) },
    ...(task && { task }),
    tags: input['tagsToAdd'],
  };
};

const followUp = async (
  run: Context,
  input: Input,
  timezone: string | undefined,
): Promise<TaskBody | undefined> => {
  const title = asLine(LABEL.title, input['followUpTitle']);
  if (title === undefined) return undefined;
  const days = asWholeNumber(LABEL.days, input['followUpDays'], {
    least: 0,
    most: MOST_DAYS,
    otherwise: DEFAULT_DAYS,
  });
  const time = asClockTime(LABEL.time, input['followUpTime']) ?? DEFAULT_TIME;
  const then = shifted(clock.now(), { amount: days, unit: 'days' }, timezone);
  const due = readMoment(`${localTime(then, timezone).slice(0, 10)}T${time}:00`, timezone ?? 'UTC');
  const assignedTo = await readUser(run, LABEL.user, input['followUpUser']);
  return {
    title,
    dueDate: toSeconds(due ?? then),
    completed: false,
    ...(assignedTo !== undefined && { assignedTo }),
  };
};

/**
 * Writes what is wanted, each part once: a step that stops half way is run again by Zapier, and finds
 * what is there already.
 *
 * @param windowMs how long a part that is the same counts as a repeat, in milliseconds
 */
export const logActivity = async (
  run: Context,
  contactId: string,
  { note: body, task: wanted, tags }: Wanted,
  windowMs: number,
) => {
  const { ghl } = run;
  const { note, wasCreated } = await createNoteOnce(ghl, contactId, body, windowMs);
  const followUpTask = wanted && (await createTaskOnce(ghl, contactId, wanted, windowMs));
  const tagsAdded = isBlank(tags)
    ? []
    : (await addMissingTags(run, contactId, LABEL.tags, tags)).added;
  return {
    id: note.id,
    noteId: note.id,
    contactId,
    title: body.title,
    body: body.body,
    wasCreated,
    ...(followUpTask && {
      taskId: followUpTask.task.id,
      dueDate: instant(followUpTask.task.dueDate) ?? wanted?.dueDate,
    }),
    tagsAdded,
  };
};
