export { labScript } from './lab/labScript.ts';
export { observeRules } from './lab/observe.ts';
export { runnerSource } from './lab/runner.ts';
