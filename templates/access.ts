import type { Step, ZapTemplate } from './template.ts';

const steps = (template: ZapTemplate): readonly Step[] => template.steps;

/** What the connection must allow: a template that only reads works with a read-only one. */
export const accessOf = (template: ZapTemplate): 'read' | 'write' =>
  steps(template).some(({ kind }) => kind === 'create') ? 'write' : 'read';
