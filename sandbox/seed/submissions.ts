import type { Location, World } from '../world.ts';
import type { Chance } from './random.ts';

const DAY_MS = 86_400_000;

/** What people of the seed send in, oldest first. */
const SAID = [
  'Two skylights leak when it rains.',
  'We would like solar panels before winter.',
  'Please call in the morning.',
  'The gutter on the north side came loose.',
];

/**
 * A few forms and a survey, and what contacts have sent in by them in the last weeks. The youngest is
 * older than a day, so that nothing that was seeded counts as new.
 */
export const seedSubmissions = (world: World, location: Location, chance: Chance): void => {
  const [roof, contact] = ['Free Roof Check', 'Contact Us'].map((name) => ({
    id: chance.id(),
    name,
  }));
  const survey = { id: chance.id(), name: 'How Did We Do' };
  if (!roof || !contact) return;
  location.forms.push(roof, contact);
  location.surveys.push(survey);
  const fieldId = (name: string): string =>
    location.customFields.find((field) => field.name === name)?.id ?? name;
  const people = [...location.contacts.values()].filter(({ email }) => email).slice(-SAID.length);
  for (const [index, { id: contactId, firstName, lastName, email, phone }] of people.entries()) {
    const at = (days: number): string => new Date(world.now() - days * DAY_MS).toISOString();
    const whole = [firstName, lastName].filter(Boolean).join(' ');
    const person = { full_name: whole, email, ...(phone && { phone }) };
    const days = 2 + (people.length - index) * 3;
    const isRoof = index % 2 === 1;
    world.addSubmission(location.id, 'form', {
      id: chance.uuid(),
      contactId,
      formId: isRoof ? roof.id : contact.id,
      answers: {
        ...person,
        [fieldId('Project')]: SAID[index],
        ...(isRoof && {
          [fieldId('Interested In')]: ['Roof', 'Solar'],
          [fieldId('Owns the House?')]: 'Yes',
          [fieldId('Photos')]: {
            [chance.uuid()]: {
              url: 'https://files.example.com/roof.jpg',
              meta: { originalname: 'roof.jpg', mimetype: 'image/jpeg', size: 48_213 },
            },
          },
        }),
        terms_and_conditions: 'I agree to be called.',
      },
      createdAt: at(days),
    });
    world.addSubmission(location.id, 'survey', {
      id: chance.uuid(),
      contactId,
      formId: survey.id,
      answers: { ...person, [fieldId('Lead Score')]: 70 + index * 5 },
      createdAt: at(days - 1),
    });
  }
};
