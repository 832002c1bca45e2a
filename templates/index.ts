import routeNewContact from './route-new-contact.ts';
import shareContactUpdates from './share-contact-updates.ts';
import type { ZapTemplate } from './template.ts';

/** Every template, those that only read first. */
export const templates: readonly ZapTemplate[] = [shareContactUpdates, routeNewContact];

export const findTemplate = (key: string): ZapTemplate | undefined =>
  templates.find((template) => template.key === key);
