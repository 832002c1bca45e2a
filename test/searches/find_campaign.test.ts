import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
});

afterEach(async () => {
  await app.close();
});

const campaigns = () => app.sandbox.world.location(app.location.id).campaigns;

const find = (name: unknown) => app.search('find_campaign', { name });

describe('Find Campaign', () => {
  it('finds one by name, in one request', async () => {
    const campaign = campaigns().find(({ name }) => name === 'Spring offer');
    expect(await find('SPRING OFFER')).toEqual([
      {
        id: campaign?.id,
        campaignId: campaign?.id,
        name: 'Spring offer',
        status: 'published',
        matchedBy: 'name',
      },
    ]);
    expect(app.sandbox.requests.map(({ path }) => path)).toEqual(['/campaigns/']);
  });

  it('finds one by a part that fits no other, and says whether it is a draft', async () => {
    expect(await find('roof')).toMatchObject([
      { name: 'Roof check reminder', status: 'draft', matchedBy: 'similarName' },
    ]);
  });

  it('names two that may be meant, and guesses neither', async () => {
    const [first] = campaigns();
    campaigns().push({ id: 'copy0000000000000001', name: `${first?.name} again`, status: 'draft' });
    const { kind, message } = await app.failure(() => find('spring'));
    expect(kind).toBe('halted');
    expect(message).toContain(`“${first?.name}” (${first?.id})`);
    expect(message).toContain('(copy0000000000000001)');
  });

  it('finds nothing for what there is not, and in an account without any', async () => {
    expect(await find('Winter sale 2031')).toEqual([]);
    campaigns().length = 0;
    expect(await find('Spring offer')).toEqual([]);
  });
});
