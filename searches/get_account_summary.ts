import { defineInputFields } from 'zapier-platform-core';

import { clock } from '../lib/ghl/client/clock.ts';
import {
  FROM_LABEL,
  PERIODS,
  PERIOD_LABEL,
  TO_LABEL,
  readPeriod,
} from '../lib/protiv/account/period.ts';
import {
  accountSummaryOutputFields,
  accountSummarySample,
  toAccountSummary,
} from '../lib/protiv/account/summary.ts';
import { readAccount } from '../lib/zapier/account/reading.ts';
import { locationFacts } from '../lib/zapier/location/location.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';

export default searchOperation({
  key: 'get_account_summary',
  noun: 'Sub-Account',
  label: 'Get Account Summary',
  description: 'Gets one row about the whole sub-account: contacts, tasks and appointments.',
  inputFields: defineInputFields([
    {
      key: 'summaryPeriod',
      label: PERIOD_LABEL,
      required: true,
      default: 'today',
      choices: PERIODS,
      helpText:
        'Days are those of the sub-account’s time zone. Counts of open, overdue and due tasks are those of now. What cannot be counted, such as more than 500 open tasks, is left out.',
    },
    { key: 'fromDate', label: FROM_LABEL, helpText: 'Only for a period from one date to another.' },
    { key: 'toDate', label: TO_LABEL, helpText: 'The last day of that period, itself included.' },
  ]),
  perform: async (run) => {
    const { ghl, input } = run;
    const now = clock.now();
    const { timezone, country } = await locationFacts(run);
    const where = { now, timezone, country };
    const period = readPeriod(input, where);
    const today = readPeriod({ summaryPeriod: 'today' }, where);
    const records = await readAccount(run, period, now);
    return [
      toAccountSummary(records, { locationId: ghl.locationId, period, now, today, timezone }),
    ];
  },
  sample: { ...accountSummarySample },
  outputFields: accountSummaryOutputFields,
  mostRequests: 12,
  isLarge: true,
});
