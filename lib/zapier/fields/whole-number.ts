export { asWholeNumber } from '../../protiv/values/numbers.ts';
