import * as phoneLibrary from '../../../lib/protiv/values/phone-library.ts';
import { phoneReader } from '../../../lib/protiv/values/phones.ts';

export const phonesIn = (country: string | undefined) => phoneReader(phoneLibrary, country);

export const americanPhones = phonesIn('US');
