import { defineInputFields } from 'zapier-platform-core';

import { contactSample } from '../lib/protiv/contact/record.ts';
import { asChoice } from '../lib/protiv/values/choices.ts';
import { asWholeNumber, withCommas } from '../lib/protiv/values/numbers.ts';
import { CONTACTS_AT_A_CHECK, pollComingDates } from '../lib/zapier/contact/date-polls.ts';
import { datedFieldCalled } from '../lib/zapier/contact/dated-fields.ts';
import { slimContact } from '../lib/zapier/contact/hydration.ts';
import { contactOutput } from '../lib/zapier/contact/output.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { pollingTrigger } from '../lib/zapier/platform/polling-trigger.ts';

const LABELS = { field: 'Date Field', days: 'Days Before', hour: 'Hour of the Day', how: 'Repeat' };
const REPEATS = { yearly: 'Every year', once: 'Once, on the date itself' } as const;
const DAYS = { least: 0, most: 365, otherwise: 0 };
const HOUR = { least: 0, most: 23, otherwise: 9 };

export default pollingTrigger({
  key: 'contact_date_coming',
  noun: 'Contact',
  label: 'Contact Date Coming Up',
  description: 'Triggers when a birthday or another date of a contact comes close.',
  inputFields: defineInputFields([
    {
      key: 'dateField',
      label: LABELS.field,
      required: true,
      ...dropdown.datedFields,
      helpText: 'The date of birth, or a custom field that holds dates.',
    },
    {
      key: 'repeat',
      label: LABELS.how,
      required: true,
      default: 'yearly',
      choices: REPEATS,
      helpText: 'February 29 comes on February 28 in years that have no February 29.',
    },
    {
      key: 'daysBefore',
      label: LABELS.days,
      type: 'integer',
      default: String(DAYS.otherwise),
      helpText: `How many days before the date a contact triggers, up to ${DAYS.most}; \`0\` for the day itself.`,
    },
    {
      key: 'hour',
      label: LABELS.hour,
      type: 'integer',
      default: String(HOUR.otherwise),
      helpText: 'From `0` to `23`, in the sub-account’s time zone.',
    },
    {
      key: 'limits',
      type: 'copy',
      helpText: `Dates whose hour has passed when you turn the Zap on do not trigger it. All contacts with a date are read once a day, ${withCommas(CONTACTS_AT_A_CHECK)} at a check; where HighLevel cannot tell who has a date of birth, all contacts of the sub-account are.`,
    },
  ]),
  dedupeBy: ['id', 'date'],
  poll: async function* (run) {
    const { dateField, repeat, daysBefore, hour } = run.input;
    yield* pollComingDates(run, {
      isYearly: (asChoice(LABELS.how, repeat, REPEATS) ?? 'yearly') === 'yearly',
      daysBefore: asWholeNumber(LABELS.days, daysBefore, DAYS),
      hour: asWholeNumber(LABELS.hour, hour, HOUR),
      field: await datedFieldCalled(run, LABELS.field, dateField),
    });
  },
  slim: (run) => slimContact(run),
  sample: { ...contactSample, date: '2026-07-24' },
  outputFields: [...contactOutput, { key: 'date', label: 'Upcoming Date', type: 'datetime' }],
});
