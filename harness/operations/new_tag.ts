import { facts } from '../facts.ts';

export default facts({
  permission: 'locations/tags.readonly',
  recordIds: [],
  ways: [{ when: 'usually', input: {}, requests: [['GET /locations/{locationId}/tags']] }],
  poll: {
    quiet: [{ requests: 1 }],
    many: {
      not: 'GHL gives all tags in one answer, however many there are, so that each poll sees every one.',
    },
  },
  live: { input: () => ({}) },
});
