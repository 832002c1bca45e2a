/** An answer other than 2xx, in the form that GHL gives it. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, message: string | string[], extra: Record<string, unknown> = {}) {
    super(String(message));
    this.status = status;
    this.body = { statusCode: status, message, ...ERROR_NAME[status], ...extra };
  }
}

const ERROR_NAME: Readonly<Record<number, { error: string }>> = {
  400: { error: 'Bad Request' },
  401: { error: 'Unauthorized' },
  403: { error: 'Forbidden' },
  404: { error: 'Not Found' },
  413: { error: 'Payload Too Large' },
  422: { error: 'Unprocessable Entity' },
};

/** A 422 always carries a list. */
export const unprocessable = (...messages: string[]): ApiError => new ApiError(422, messages);

/** GHL answers 400, not 404, for a record that is not there (seen live). */
export const notFound = (what: string, id: string): ApiError =>
  new ApiError(400, `${what} not found for id:${id}`);
