import * as phoneLibrary from '../../../lib/protiv/phone-library.ts';
import { phoneReader } from '../../../lib/protiv/phone.ts';

export const phonesIn = (country: string | undefined) => phoneReader(phoneLibrary, country);

export const americanPhones = phonesIn('US');
