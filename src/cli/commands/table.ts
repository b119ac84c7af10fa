import type { Command } from '../command.ts';
import { check } from './check.ts';
import { exportPlan } from './export.ts';
import { lab } from './lab.ts';
import { link } from './link.ts';
import { reach } from './reach.ts';
import { test } from './test.ts';
import { trace } from './trace.ts';
import { unlink } from './unlink.ts';

/** Every verb, in the order of `hopwright --help`. */
export const commands: readonly Command[] = [check, trace, reach, test, exportPlan, lab, link, unlink];
