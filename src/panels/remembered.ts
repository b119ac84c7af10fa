import { useState } from 'react';

const keyOf = (name: string): string => `hopwright.${name}`;

/** A number that this browser kept; undefined where it keeps none, or nothing at all. */
export function rememberedNumber(name: string): number | undefined {
  try {
    const text = localStorage.getItem(keyOf(name));
    const number = text === null ? Number.NaN : Number(text);
    return Number.isFinite(number) ? number : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a number in this browser where it lets us; else it lasts as long as the page. */
export function rememberNumber(name: string, value: number): void {
  try {
    localStorage.setItem(keyOf(name), String(value));
  } catch {
    // Not remembered: a size is no reason to disturb anybody.
  }
}

/** A size that people set and find again, kept within limits. */
export function useRememberedSize(
  name: string,
  limits: { readonly least: number; readonly usual: number; readonly most: number },
): readonly [number, (size: number) => void] {
  const within = (size: number) => Math.min(limits.most, Math.max(limits.least, Math.round(size)));
  const [size, setSize] = useState(() => within(rememberedNumber(name) ?? limits.usual));
  return [
    size,
    (next) => {
      setSize(within(next));
      rememberNumber(name, within(next));
    },
  ];
}
