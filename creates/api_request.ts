import { defineInputFields } from 'zapier-platform-core';

import { apiRouteOf, callApi } from '../lib/ghl/api.ts';
import {
  REQUEST_LABELS,
  checkLocation,
  readBody,
  readPath,
  readQuery,
} from '../lib/protiv/request/request.ts';
import { requiredChoice } from '../lib/protiv/values/choices.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';
import { METHODS, requestFields, unknownRoute } from '../lib/zapier/request/input-fields.ts';
import { responseOutput, toResponse } from '../lib/zapier/request/output.ts';

export default createOperation({
  key: 'api_request',
  noun: 'Request',
  label: 'API Request',
  description: 'Sends a request of your own, for what no other action does.',
  inputFields: defineInputFields(requestFields),
  perform: async (run) => {
    const { ghl, input } = run;
    const method = requiredChoice(REQUEST_LABELS.method, input.method, METHODS);
    const path = readPath(input.path, ghl.locationId);
    const query = readQuery(input.parameters, ghl.locationId);
    const body = readBody(input.jsonBody, method, ghl.locationId);
    const route = apiRouteOf(method, path);
    if (route === undefined) throw unknownRoute(method, path);
    checkLocation(ghl.locationId, { ids: route.locationIds, query, body });
    return toResponse(route, await callApi(ghl, route, { query, body }));
  },
  sample: { id: 'ocQHyuzHvysMo5N5VsXc', method: 'GET', path: '/contacts/ocQHyuzHvysMo5N5VsXc' },
  outputFields: responseOutput,
});
