/**
 * What users type or map, as Zapier sends it: mostly strings, with `''`, `null`, `[]` and `{}` for
 * "not given". Each reader gives `undefined` for what is not given and throws `InvalidInputError`
 * for what cannot be used; `label` is the field's name on the user's screen.
 */
export { isBlank } from './blank.ts';
export { asBoolean } from './booleans.ts';
export { asChoice, requiredChoice } from './choices.ts';
export { asDate } from './days.ts';
export { asEmail } from './emails.ts';
export { asList, asTags, requiredTags } from './lists.ts';
export { asDateTime, asMoment } from './moments.ts';
export { asNumber } from './numbers.ts';
export { asLine, asText, requiredLine, shown } from './texts.ts';
export { asTimezone } from './time-zones.ts';
