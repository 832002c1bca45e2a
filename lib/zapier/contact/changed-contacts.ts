import { defineInputFields } from 'zapier-platform-core';

import type { WireContact } from '../../ghl/schemas/contact.ts';
import type { Contact } from '../../protiv/contact/schema.ts';
import { grouped } from '../fields/groups.ts';
import type { InputOf, Run } from '../platform/run.ts';
import { chosenDetails, detailsField, detailsOutput, withDetails } from './details.ts';
import { changeLimitsField, contactConditions, contactFilterFields } from './filters.ts';
import { slimContact } from './hydration.ts';
import { contactOutput } from './output.ts';
import { pollContacts } from './polls.ts';

/** What the triggers for changes of contacts ask for: which contacts, and what to bring along. */
export const changedContactFields = defineInputFields([
  ...grouped('filters', contactFilterFields),
  ...grouped('details', [detailsField]),
  changeLimitsField,
]);

type Input = InputOf<typeof changedContactFields>;

/**
 * One poll of contacts by their last change, with the chosen details.
 *
 * @param isMeant of those that the step's filters let pass
 */
export async function* pollChangedContacts(
  run: Run<Input>,
  isMeant: (contact: WireContact) => boolean,
): AsyncGenerator<(Contact & { details?: string })[]> {
  const { filters, matches } = await contactConditions(run, run.input);
  const changed = pollContacts(run, {
    by: 'dateUpdated',
    filters,
    matches: (contact) => matches(contact) && isMeant(contact),
  });
  yield* withDetails(run, changed, chosenDetails(run.input.include));
}

/** How they are sent where too many come at once: the pointer brings the details too. */
export const slimChangedContact = (run: Run<Input>) =>
  slimContact(run, chosenDetails(run.input.include));

export const changedContactOutput = [...contactOutput, detailsOutput];
