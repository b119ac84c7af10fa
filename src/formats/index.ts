export { pictureWalk } from './export/pictureWalk.ts';
export { looksLikeSvg } from './export/planInside.ts';
export type { PictureOptions, PictureWalk } from './export/svg/options.ts';
export { planSvg } from './export/svg/planSvg.ts';
export type { PictureTheme } from './export/svg/theme.ts';
export { labScript } from './lab/labScript.ts';
export { observeRules } from './lab/observe.ts';
export { labProgram, runnerSource } from './lab/runner.ts';
