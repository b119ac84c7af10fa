import { blackHole } from './blackHole.ts';
import { halfAConversation } from './halfAConversation.ts';
import type { Lesson } from './lesson.ts';
import { overlappingPods } from './overlappingPods.ts';
import { returnRoute } from './returnRoute.ts';
import { routedOrOverlay } from './routedOrOverlay.ts';
import { tunnelInTunnel } from './tunnelInTunnel.ts';
import { untoldPrefix } from './untoldPrefix.ts';

export type { Evidence, Lesson, LessonStep, Seen, SeenWalk } from './lesson.ts';
export { type Progress, progressOf } from './progress.ts';
export { startPlan } from './startPlan.ts';

/** The lessons, in the order in which they build on each other. */
export const lessons: readonly Lesson[] = [
  blackHole,
  returnRoute,
  overlappingPods,
  routedOrOverlay,
  halfAConversation,
  untoldPrefix,
  tunnelInTunnel,
];
