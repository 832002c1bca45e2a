import * as z from 'zod/mini';

/** GHL leaves an empty field out, or sends null, or sends "": all three are normal. */
export const text = z.nullish(z.string());
export const flag = z.nullish(z.boolean());
export const texts = z.nullish(z.array(z.string()));

/** ISO text on most routes; epoch milliseconds have been seen on some. */
export const moment = z.nullish(z.union([z.string(), z.number()]));

/** Every record has one; without it a row is of no use. */
export const id = z.string().check(z.minLength(1));
