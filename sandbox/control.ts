import type { Context, Hono } from 'hono';

import { ApiError } from './api-error.ts';
import { faultFrom } from './faults/faults.ts';
import type { Faults } from './faults/faults.ts';
import { odditiesFrom } from './oddities.ts';
import type { Oddities } from './oddities.ts';
import { outboxOf } from './outbox.ts';
import type { RecordedRequest } from './recording.ts';
import type { World } from './world.ts';

const headersOf = (type: string) => ({ headers: { 'content-type': type } });

const ONE_PIXEL = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

interface Controlled {
  world: World;
  faults: Faults;
  requests: RecordedRequest[];
  reset: () => void;
  setOddities: (changes: Partial<Oddities>) => void;
}

/** Routes under `/__sandbox/`, for those who drive the sandbox from outside. */
export const addControl = (
  app: Hono,
  { world, faults, requests, reset, setOddities }: Controlled,
): void => {
  app.get('/__sandbox/state', (c) =>
    c.json({
      writes: world.writes,
      requests: requests.length,
      locations: [...world.locations.values()].map((location) => ({
        id: location.id,
        name: location.name,
        contacts: location.contacts.size,
        tasks: location.tasks.size,
        notes: location.notes.size,
        appointments: location.appointments.size,
        opportunities: location.opportunities.size,
        messages: location.messages.size,
        tags: location.tags.size,
      })),
    }),
  );

  app.get('/__sandbox/outbox', (c) =>
    c.json([...world.locations.values()].flatMap((location) => outboxOf(location, world.now()))),
  );
  // Something to upload: a real picture of one pixel, and a text.
  app.get(
    '/__sandbox/files/:name{.+\\.gif}',
    () => new Response(Buffer.from(ONE_PIXEL, 'base64'), headersOf('image/gif')),
  );
  app.get(
    '/__sandbox/files/:name{.+\\.txt}',
    () => new Response('A roof of slate.', headersOf('text/plain')),
  );

  app.get('/__sandbox/requests', (c) => c.json(requests));

  app.delete('/__sandbox/requests', (c) => {
    requests.length = 0;
    return c.json({ ok: true });
  });

  app.post('/__sandbox/reset', (c) => {
    reset();
    return c.json({ ok: true });
  });

  app.post('/__sandbox/faults', async (c) => {
    faults.add(faultFrom(await jsonOf(c, '{"kind": "status", "status": 503}')));
    return c.json({ ok: true }, 201);
  });

  app.delete('/__sandbox/faults', (c) => {
    faults.clear();
    return c.json({ ok: true });
  });

  app.get('/__sandbox/oddities', (c) => c.json(world.oddities));

  app.post('/__sandbox/oddities', async (c) => {
    setOddities(odditiesFrom(await jsonOf(c, '{"lowerCaseNames": true}')));
    return c.json(world.oddities);
  });
};

/** The body, whatever type it says it has: `curl -d` calls everything a form. */
const jsonOf = async (c: Context, example: string): Promise<unknown> => {
  try {
    return await c.req.json();
  } catch {
    throw new ApiError(400, `This takes JSON, such as ${example}; docs/sandbox.md has it all.`);
  }
};
