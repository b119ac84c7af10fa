import type { Severity } from '#core';

/** Wraps text in terminal colours, or leaves it alone. Words carry the meaning; colour only repeats it. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  severity(severity: Severity, text: string): string;
}

export function styleFor(colour: boolean): Style {
  const paint = (code: number) => (text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const bySeverity = { error: paint(31), warning: paint(33), info: paint(36) };
  return {
    bold: paint(1),
    dim: paint(2),
    good: paint(32),
    bad: paint(31),
    severity: (severity, text) => bySeverity[severity](text),
  };
}

/** `1 flow`, `2 flows`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
