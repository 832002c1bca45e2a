/**
 * What the user gave cannot be used. The message is one they can act on: what happened, what to do
 * now.
 */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
}
