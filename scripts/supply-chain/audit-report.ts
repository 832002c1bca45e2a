import * as z from 'zod/mini';

const report = z.looseObject({
  auditReportVersion: z.number(),
  vulnerabilities: z.record(
    z.string(),
    z.looseObject({
      severity: z.string(),
      via: z.array(z.union([z.string(), z.looseObject({ title: z.string(), url: z.string() })])),
    }),
  ),
});

/** What npm prints when the registry gave no report: the request, with a status if one came. */
const noReport = z.looseObject({
  message: z.string(),
  statusCode: z.optional(z.number()),
});

/** What came of asking the registry for known weaknesses. */
export type AuditOutcome =
  | { kind: 'clean' }
  /** One line for each package. */
  | { kind: 'findings'; findings: string[] }
  /** Nobody knows: the registry cannot be asked. */
  | { kind: 'unanswered'; reason: string };

const parsed = (output: string): unknown => {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
};

/**
 * Reads what `npm audit --json` printed.
 *
 * @throws {Error} when it is neither a report nor the news that the registry did not answer
 */
export const readAudit = (output: string): AuditOutcome => {
  const content = parsed(output);
  const { data } = report.safeParse(content);
  if (data) {
    const findings = Object.entries(data.vulnerabilities).map(([name, { severity, via }]) => {
      const causes = via.map((cause) =>
        typeof cause === 'string' ? `by way of ${cause}` : `${cause.title} (${cause.url})`,
      );
      return `${name}: ${severity}: ${causes.join('; ')}`;
    });
    return findings.length > 0 ? { kind: 'findings', findings } : { kind: 'clean' };
  }
  const { data: unanswered } = noReport.safeParse(content);
  if (unanswered) {
    const { statusCode } = unanswered;
    const reason = statusCode === undefined ? 'it cannot be reached' : `it says ${statusCode}`;
    return { kind: 'unanswered', reason };
  }
  throw new Error(`npm audit gave no report: ${output.slice(0, 500)}`);
};
