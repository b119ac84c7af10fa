/** One object for one plan, an array for several; a line feed at the end. */
export function jsonText(values: readonly unknown[]): string {
  const value = values.length === 1 ? values[0] : values;
  return `${JSON.stringify(value, null, 2)}\n`;
}
