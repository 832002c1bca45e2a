import type { ZapTemplate } from '../../templates/template.ts';
import type { HookBody } from '../hook-server.ts';
import { block, paragraph } from '../report/layout.ts';
import { describeHook, describeZap, summarize } from '../report/report.ts';
import type { PollResult } from '../results.ts';
import { createZap, isOwn } from '../zap.ts';
import type { Zap } from '../zap.ts';
import type { InstantSession } from './instant-session.ts';
import type { ShowOptions } from './show.ts';

/** One hook and what it set off. */
export interface HookResult extends PollResult {
  /** HighLevel's event. */
  event: string;
  /** Milliseconds from the change in HighLevel until the trigger had given its records. */
  tookMs: number;
}

/** Zapier tries a run again that the app asks to. */
const MOST_TRIES = 4;

const receive = async (zap: Zap, body: HookBody): Promise<HookResult> => {
  for (let tries = 1; ; tries += 1) {
    const result = await zap.receive(body);
    const { failure } = result;
    if (failure?.kind !== 'throttled' || tries === MOST_TRIES) {
      return { ...result, event: body.type, tookMs: zap.firedAt - Date.parse(body.timestamp) };
    }
    await new Promise((later) => {
      setTimeout(later, 1000 * (failure.retryAfter ?? 1));
    });
  }
};

/**
 * Sets a Zap up, switches it on, lets something happen in HighLevel, and prints what the Zap does as it
 * is told of it, with the time that took; then switches it off.
 *
 * @throws {Error} for a template whose trigger polls with a relay too
 */
export const showInstantZap = async (
  template: ZapTemplate,
  session: InstantSession,
  { answers = {}, print, paint }: Omit<ShowOptions, 'polls'>,
): Promise<HookResult[]> => {
  const show = (lines: readonly string[]): void => {
    for (const line of [...lines, '']) print(line);
  };
  const zap = await createZap(template, session.connection, answers);
  if (!zap.isInstant) {
    throw new Error(
      `"${template.key}" starts with a trigger that polls, with a relay too. Leave out --instant.`,
    );
  }
  show(describeZap(zap, paint));
  show([...block('Account', session.account, 2), ...block('Connected', session.connected, 2)]);

  const results: HookResult[] = [];
  // What happened before a Zap is switched on sets nothing off.
  await session.beforePoll(1, zap);
  await session.settled();
  const targetUrl = session.hooks.add(async (body) => {
    const result = await receive(zap, body);
    results.push(result);
    const took = `${seconds(result.tookMs)} after the change`;
    show(describeHook(zap, result, `Hook ${results.length}: ${body.type}, ${took}`, paint));
  });
  await zap.switchOn(targetUrl);
  show([
    paint.bold('Switched on'),
    ...paragraph(`The relay passes its events on to ${titleOf(zap)}.`, 2),
  ]);

  const deeds = await session.beforePoll(2, zap);
  show([
    paint.bold('In HighLevel'),
    ...deeds.flatMap(({ who, what }) => paragraph(`${who}: ${what}`, 2)),
  ]);
  await session.settled();
  await zap.switchOff();
  session.hooks.remove(targetUrl);
  const slowest = Math.max(0, ...results.map(({ tookMs }) => tookMs));
  show([
    ...summarize(zap, results, session.requests, paint),
    ...block('Slowest', [`${seconds(slowest)} from the change to the run`], 2),
  ]);
  return results;
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

const titleOf = ({ trigger }: Zap): string =>
  isOwn(trigger) ? trigger.entry.display.label : trigger.event;
