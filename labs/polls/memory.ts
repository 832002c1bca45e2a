/**
 * One poll of many wide contacts in a process of its own: prints the most memory that it held, in
 * megabytes, and how many records it gave. Core is loaded as well, as it is at Zapier.
 */
import 'zapier-platform-core';

import { Chance } from '../../sandbox/seed/random.ts';
import { FakeGhl } from './fake-ghl.ts';
import { AT_HAND, FakeZap } from './fake-zapier.ts';
import { VirtualTime } from '../../harness/virtual-time.ts';

const [contacts = '10000', customFields = '300'] = process.argv.slice(2);

const time = new VirtualTime(Date.parse('2026-03-02T12:00:00Z'));
const ghl = new FakeGhl(time, {
  answerMs: () => 500,
  lagMs: 0,
  customFields: Number(customFields),
});
const zap = new FakeZap(
  { time, ghl, chance: new Chance(1) },
  { trigger: 'new_contact', input: {} },
  AT_HAND,
);
await zap.switchOn();
time.moveTo(time.now() + 1_000);
for (let index = 0; index < Number(contacts); index += 1) {
  ghl.addContact(`contact ${index}`, time.now() + index);
}
time.moveTo(time.now() + 60_000);
const { fresh } = await zap.poll();
const megabytes = Math.ceil(process.resourceUsage().maxRSS / 1_024);
console.log(JSON.stringify({ megabytes, records: fresh.length }));
