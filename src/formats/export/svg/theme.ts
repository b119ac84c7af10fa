import type { Severity } from '#core';

export type PictureTheme = 'light' | 'dark';

/** The colours of the interface (src/app/theme.css), which a picture outside of the page cannot look up. */
export interface Colours {
  readonly error: string;
  readonly warning: string;
  readonly ok: string;
  readonly info: string;
  readonly vip: string;
  readonly washWarning: string;
  readonly canvas: string;
  readonly panel: string;
  readonly surface: string;
  readonly text: string;
  readonly muted: string;
  readonly border: string;
  readonly borderStrong: string;
  readonly onColour: string;
}

const LIGHT: Colours = {
  error: '#710012',
  warning: '#9f6100',
  ok: '#018073',
  info: '#004896',
  vip: '#420c32',
  washWarning: '#fdf4e3',
  canvas: '#f5f7fa',
  panel: '#ffffff',
  surface: '#f0f3f7',
  text: '#14202e',
  muted: '#4e5c6b',
  border: '#d6dde5',
  borderStrong: '#7c8895',
  onColour: '#ffffff',
};

const DARK: Colours = {
  error: '#ee4748',
  warning: '#f9d21b',
  ok: '#45fcd2',
  info: '#b2c4ff',
  vip: '#af7294',
  washWarning: '#2b2716',
  canvas: '#0d1117',
  panel: '#151b23',
  surface: '#1d2530',
  text: '#e6edf3',
  muted: '#a2afbc',
  border: '#2d3744',
  borderStrong: '#6e7a88',
  onColour: '#0d1117',
};

export const COLOURS: Readonly<Record<PictureTheme, Colours>> = { light: LIGHT, dark: DARK };

export const severityColour = (colours: Colours, severity: Severity): string => colours[severity];

export const SANS = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
export const MONO = "ui-monospace, 'SF Mono', 'Cascadia Mono', 'JetBrains Mono', Menlo, Consolas, monospace";
