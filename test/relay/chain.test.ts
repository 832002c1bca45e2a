import { rmSync } from 'node:fs';

import { afterEach, beforeAll, afterAll, describe, expect, it } from '@jest/globals';

import { Chain } from '../../harness/relay/chain.ts';
import { PostgresServer, hasPostgres } from '../../harness/relay/postgres.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../relay/clock.ts';

let chain: Chain;

afterEach(() => chain.close());

/** Runs for each of these contacts, and for nobody else. */
const onceEach = (ids: readonly string[]): string[] => ids.toSorted();

describe('every contact makes a Zap run once', () => {
  it('when all goes well, for each of two Zaps', async () => {
    chain = await Chain.open();
    await chain.switchOn('one');
    await chain.switchOn('two');
    const ids = chain.add(30);
    await chain.pass(MINUTE, SECOND);
    expect(chain.ranFor('one')).toEqual(onceEach(ids));
    expect(chain.ranFor('two')).toEqual(onceEach(ids));
  });

  it('when the relay is down for an hour in which 500 come', async () => {
    chain = await Chain.open();
    await chain.switchOn('zap');
    const before = chain.add(5);
    await chain.pass(MINUTE);
    await chain.stopRelay();
    const ids = [...before];
    for (let minute = 0; minute < 60; minute += 1) {
      ids.push(...chain.add(minute < 20 ? 9 : 8));
      await chain.pass(MINUTE, MINUTE);
    }
    expect(ids).toHaveLength(505);
    await chain.startRelay();
    // HighLevel’s own repeats come after what the Zap has read for itself.
    await chain.pass(MINUTE);
    expect(chain.ranFor('zap')).toEqual(onceEach(ids));
    const heard = chain.stage.hooks.received.length;
    await chain.pass(2 * MINUTE, MINUTE);
    expect(chain.stage.hooks.received.length).toBeGreaterThan(heard);
    expect(chain.ranFor('zap')).toEqual(onceEach(ids));
  });

  it('when HighLevel gave up meanwhile, and when it sends again three days later', async () => {
    chain = await Chain.open();
    await chain.switchOn('zap');
    await chain.pass(MINUTE);
    await chain.stopRelay();
    const ids = chain.add(10);
    chain.app.sandbox.webhooks.stop();
    await chain.pass(10 * MINUTE, MINUTE);
    await chain.startRelay();
    await chain.pass(MINUTE);
    expect(chain.ranFor('zap')).toEqual(onceEach(ids));
    const timestamp = new Date(chain.stage.now() - 3 * DAY).toISOString();
    for (const id of ids) {
      const { id: locationId } = chain.app.location;
      const changes = { id, timestamp };
      const { body } = await chain.stage.tell(chain.relay, 'ContactCreate', locationId, changes);
      expect(body).toEqual({ accepted: true });
    }
    await chain.pass(MINUTE);
    expect(chain.ranFor('zap')).toEqual(onceEach(ids));
  });

  it('when Zapier answers 500 for a day', async () => {
    chain = await Chain.open();
    // There is nothing to catch up with of what is deleted: only the delivery itself can bring it.
    await chain.switchOn('zap', 'contact_deleted');
    const ids = chain.add(30);
    chain.refuse(500);
    chain.remove(ids.slice(0, 10));
    await chain.pass(MINUTE);
    chain.remove(ids.slice(10, 20));
    await chain.pass(DAY, HOUR / 2);
    expect(chain.ranFor('zap')).toEqual([]);
    chain.accept();
    chain.remove(ids.slice(20));
    await chain.pass(DAY, HOUR / 2);
    expect(chain.ranFor('zap')).toEqual(onceEach(ids));
  });

  it.each([429, 500])(
    'when HighLevel answers %i to the trigger for ten minutes',
    async (status) => {
      chain = await Chain.open();
      await chain.switchOn('zap');
      const fault = { kind: 'status' as const, status, match: { path: '^/contacts/' } };
      chain.app.sandbox.addFault(fault);
      const ids: string[] = [];
      for (let minute = 0; minute < 10; minute += 1) {
        ids.push(...chain.add(1));
        await chain.pass(MINUTE, MINUTE);
      }
      expect(chain.ranFor('zap')).toEqual([]);
      chain.app.sandbox.clearFaults();
      await chain.pass(10 * MINUTE);
      expect(chain.ranFor('zap')).toEqual(onceEach(ids));
    },
  );

  it('when its delivery was given up, and is sent again by hand', async () => {
    chain = await Chain.open();
    await chain.switchOn('zap');
    chain.refuse(400);
    const ids = chain.add(3);
    await chain.pass(5 * MINUTE);
    const dead = await chain.stage.look((store) => store.dead(10));
    // After the first of them nothing goes to this address but a probe: others may be waiting for that.
    expect(dead.length).toBeGreaterThan(0);
    expect(ids).toEqual(expect.arrayContaining(dead.map(({ recordId }) => recordId)));
    chain.accept();
    expect(await chain.stage.look((store) => store.redrive())).toBe(dead.length);
    await chain.pass(3 * HOUR, 5 * MINUTE);
    expect(chain.ranFor('zap')).toEqual(onceEach(ids));
  });

  it('when the store is lost, and Zapier subscribes anew', async () => {
    chain = await Chain.open();
    await chain.switchOn('zap');
    const ids = chain.add(5);
    await chain.pass(MINUTE);
    await chain.stopRelay();
    rmSync(chain.stage.dataDir, { recursive: true });
    await chain.startRelay();
    await chain.switchOn('zap');
    ids.push(...chain.add(5));
    await chain.pass(MINUTE);
    expect(chain.ranFor('zap')).toEqual(onceEach(ids));
  });
});

describe('every opportunity and every message makes a Zap run once', () => {
  it('whoever it comes from, and however HighLevel tells of it', async () => {
    chain = await Chain.open();
    for (const key of ['new_opportunity', 'new_inbound_message', 'new_outbound_message']) {
      await chain.switchOn(key, key);
    }
    const stageId = chain.location.pipelines[0]?.stages[1]?.id ?? '';
    await chain.switchOn('moved', 'opportunity_stage_changed', { stageId });
    await chain.switchOn('won', 'opportunity_status_changed', { status: 'won' });
    await chain.switchOn('filtered', 'new_opportunity', { stageId });
    const [contactId = ''] = chain.add(1);
    const { world: there } = chain.app.sandbox;
    const at = chain.app.location.id;
    there.changeContact(at, contactId, { phone: '+12025550143' });

    const written = await chain.app.create('create_opportunity', {
      contactId,
      name: 'New roof',
      pipelineId: 'Roofing',
    });
    const opportunityId = String(written['id']);
    const sent = await chain.app.create('send_sms', { contactId, message: 'See you at 9.' });
    const email = { messageType: 'TYPE_EMAIL', emailMessageId: 'email3' };
    const long = { body: 'x'.repeat(300 * 1024) };
    const arrived = [{}, email, long, { messageType: 'TYPE_CALL', callStatus: 'no-answer' }].map(
      (message) => there.addMessage(at, { contactId, ...message }).id,
    );
    await chain.pass(MINUTE, MINUTE / 2);
    await chain.app.create('update_opportunity', {
      opportunityId,
      pipelineId: 'Roofing',
      stageId,
    });
    await chain.app.create('set_opportunity_status', { opportunityId, status: 'won' });
    await chain.pass(2 * MINUTE, MINUTE / 2);

    expect(chain.ranFor('new_opportunity')).toEqual([opportunityId]);
    for (const zap of ['moved', 'won', 'filtered']) {
      expect([zap, chain.ranFor(zap)]).toEqual([zap, [opportunityId]]);
    }
    expect(chain.ranFor('new_outbound_message')).toEqual([sent['messageId']]);
    expect(chain.ranFor('new_inbound_message')).toEqual(arrived.toSorted());
  });
});

(hasPostgres() ? describe : describe.skip)(
  'every contact makes a Zap run once, on Postgres',
  () => {
    let server: PostgresServer;

    beforeAll(async () => {
      server = await PostgresServer.open();
    });

    afterAll(() => server.close());

    it('when the database is gone for five minutes', async () => {
      chain = await Chain.open({ kind: 'postgres', url: await server.create('chain'), server });
      await chain.switchOn('zap');
      const ids = chain.add(3);
      await chain.pass(MINUTE);
      await server.stop();
      ids.push(...chain.add(10));
      await chain.app.sandbox.webhooks.settled();
      await server.start();
      await chain.stage.skip(5 * MINUTE);
      await chain.pass(2 * MINUTE);
      expect(chain.ranFor('zap')).toEqual(onceEach(ids));
      await chain.pass(20 * MINUTE, MINUTE);
      expect(chain.ranFor('zap')).toEqual(onceEach(ids));
    });
  },
);
