import { mapperOf, outputFieldsOf } from '../values/field-table.ts';
import type { FieldTable } from '../values/field-table.ts';
import { text } from '../values/present.ts';
import type { Attribution } from './schema.ts';

type WireAttribution = Readonly<Record<string, unknown>>;

/** The first of these properties that says something; HighLevel spells several in two ways. */
const first =
  (...names: string[]) =>
  (wire: WireAttribution): string | undefined => {
    for (const name of names) {
      const value = text(wire[name]);
      if (value !== undefined) return value;
    }
    return undefined;
  };

/**
 * Where a visit came from. HighLevel also holds the visitor's IP address, browser and cookies: none of
 * them is anybody's business in a Zap.
 */
const ATTRIBUTION_FIELDS: FieldTable<WireAttribution, void, Attribution> = {
  source: { label: 'Source', read: first('utmSource', 'sessionSource', 'utmSessionSource') },
  medium: { label: 'Medium', read: first('utmMedium', 'medium') },
  campaign: { label: 'Campaign', read: first('utmCampaign', 'campaign') },
  term: { label: 'Term', read: first('utmTerm', 'utmKeyword') },
  content: { label: 'Content', read: first('utmContent') },
  landingPage: { label: 'Landing Page', read: first('url', 'pageUrl') },
  referrer: { label: 'Referrer', read: first('referrer') },
  gclid: { label: 'Google Click ID', read: first('gclid') },
  gbraid: { label: 'Google Click ID (iOS App)', read: first('gbraid') },
  wbraid: { label: 'Google Click ID (iOS Web)', read: first('wbraid') },
  dclid: { label: 'Display & Video Click ID', read: first('dclid') },
  fbclid: { label: 'Facebook Click ID', read: first('fbclid') },
  // Misspelt in GHL's official file.
  msclkid: { label: 'Microsoft Click ID', read: first('msclkid', 'msclikid') },
  ttclid: { label: 'TikTok Click ID', read: first('ttclid') },
};

const mapAttribution = mapperOf(ATTRIBUTION_FIELDS);

/** One attribution as Zaps see it; absent when it says nothing that they may see. */
export const toAttribution = (
  wire: WireAttribution | null | undefined,
): Attribution | undefined => {
  const attribution = wire && mapAttribution(wire);
  return attribution && Object.keys(attribution).length > 0 ? attribution : undefined;
};

/** Output fields of an attribution that stands under `key`. */
export const attributionOutputFields = (key: string, label: string) =>
  outputFieldsOf(ATTRIBUTION_FIELDS).map((field) => ({
    ...field,
    key: `${key}__${field.key}`,
    label: `${label}: ${field.label}`,
  }));
