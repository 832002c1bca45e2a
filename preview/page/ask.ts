import type * as z from 'zod/mini';

/**
 * Asks the server.
 *
 * @throws {Error} when it does not answer as agreed
 */
export const ask = async <Asked extends z.ZodMiniType, Answered extends z.ZodMiniType>(
  { path, answer }: { path: string; body: Asked; answer: Answered },
  body: z.input<Asked>,
): Promise<z.output<Answered>> => {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return answer.parse(await response.json());
};
