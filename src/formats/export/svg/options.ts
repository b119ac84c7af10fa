import type { Finding, Path } from '#core';
import type { Layer } from '#core/view';
import type { PictureTheme } from './theme.ts';

/** A walk as its picture shows it: one path of a flow, and the flow's name. */
export interface PictureWalk {
  readonly title: string;
  readonly path: Path;
}

export interface PictureOptions {
  readonly theme: PictureTheme;
  /** No background: what the picture is laid on shows through. */
  readonly transparent?: boolean;
  /** Ids of what is drawn; absent: everything. */
  readonly only?: readonly string[];
  /**
   * Layers that are drawn, with those that the walk runs through; absent: all that the plan says itself, so not what its
   * platforms use besides.
   */
  readonly layers?: readonly Layer[];
  /** What was found in the plan: marked on the cards and told below. Absent: the picture says nothing of findings. */
  readonly findings?: readonly Finding[];
  /** False: they are marked, but told somewhere else. */
  readonly tellFindings?: boolean;
  readonly walk?: PictureWalk | undefined;
  /** Addresses of routers by id, which follow from the plan. */
  readonly addresses?: ReadonlyMap<string, readonly string[]>;
  /** False: the plan itself is not in the file, and nobody can open it again. */
  readonly withPlan?: boolean;
}
