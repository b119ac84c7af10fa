/** The heights that the results may take beside the canvas, in pixels: the bar, and three findings. */
export const DOCK_HEIGHT = { least: 120, usual: 216, most: 640 } as const;
