import { checkQuery, required, text } from '../body.ts';
import type { AddRoute } from '../routing.ts';

/** Workflows and campaigns: GHL lists them and no more. */
export const addAutomationRoutes = (add: AddRoute): void => {
  add('GET', '/workflows/', 'workflows.readonly', ({ world, location, query }) => {
    checkQuery(query, { locationId: required(text) });
    const stamp = world.timestamp();
    return {
      body: {
        workflows: location.workflows.map((workflow) => ({
          ...workflow,
          version: 1,
          createdAt: stamp,
          updatedAt: stamp,
          locationId: location.id,
        })),
      },
    };
  });

  add('GET', '/campaigns/', 'campaigns.readonly', ({ location, query }) => {
    checkQuery(query, { locationId: required(text), status: text });
    const { status } = query;
    const campaigns = location.campaigns.filter(
      (campaign) => status === undefined || campaign.status === status,
    );
    return {
      body: {
        campaigns: campaigns.map((campaign) => ({ ...campaign, locationId: location.id })),
      },
    };
  });
};
