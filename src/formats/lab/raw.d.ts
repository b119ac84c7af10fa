/** Vite hands a file's text over when asked with `?raw`. */
declare module '*.py?raw' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: that is how Vite exports it
  export default text;
}
