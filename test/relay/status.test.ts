import { expect, it } from '@jest/globals';

import { describeBothStores } from '../../harness/relay/both-stores.ts';
import { MINUTE, SECOND } from '../../relay/clock.ts';
import { describeStatus, masked } from '../../relay/report.ts';
import { LOCATION } from '../../harness/relay/stage.ts';

describeBothStores('the status', (open) => {
  it('says in a few lines how the relay is, and nobody’s address', async () => {
    const stage = await open();
    const relay = await stage.start();
    await stage.subscribe(relay, 'secret-of-the-zap', ['ContactDelete']);
    stage.hooks.answer = () => ({ status: 400 });
    for (let index = 0; index < 2; index += 1) await stage.tell(relay, 'ContactDelete', LOCATION);
    for (const pause of [0, 10 * SECOND, 30 * SECOND, 10 * SECOND]) await stage.pass(pause);
    const status = masked(await stage.look((store) => store.status()));
    expect(JSON.stringify(status)).not.toContain('secret-of-the-zap');
    expect(describeStatus(status, stage.now() + 2 * MINUTE)).toBe(
      `Receiving      NO, no sign of life for 2 minutes
Subscriptions  1 in 1 sub-account
Events         2 within a day, the last one 3 minutes ago
Waiting        1, the oldest for 2 minutes
Dead           2 (npm run relay -- dead lists them)
Not answering  ${stage.hooks.origin}/hooks/standard/1234567/… for 2 minutes; asked again every hour`,
    );
  });

  it('is calm where nothing has happened yet', async () => {
    const stage = await open();
    await stage.start();
    const status = await stage.look((store) => store.status());
    expect(describeStatus(status, stage.now())).toBe(
      `Receiving      yes, last sign of life 0 seconds ago
Subscriptions  0 in 0 sub-accounts
Events         none within a day
Waiting        0
Dead           0`,
    );
  });
});
