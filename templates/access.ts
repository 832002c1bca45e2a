import type { Step, ZapTemplate } from './template.ts';

const steps = (template: ZapTemplate): readonly Step[] => template.steps;

/** What the connection must allow: a template that only reads works with a read-only one. */
export const accessOf = (template: ZapTemplate): 'read' | 'write' =>
  steps(template).some(({ kind }) => kind === 'create') ? 'write' : 'read';

/** What the connection must cover, as chosen in *What Zaps May Work With*. */
export const areaOf = ({ area }: Pick<ZapTemplate, 'area'>): 'contacts' | 'sales' =>
  area ?? 'contacts';

/** Operations that send a message to a person. */
const SENDS = /^send_/;

export const sends = (step: Step): boolean => 'operation' in step && SENDS.test(step.operation);

/** Whether people get messages from it: each run may reach one, and cost something. */
export const isSending = (template: ZapTemplate): boolean => steps(template).some(sends);
