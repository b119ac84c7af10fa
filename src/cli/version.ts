/** Put in by vite.config.ts from package.json. */
declare const HOPWRIGHT_VERSION: string;

export const VERSION: string = HOPWRIGHT_VERSION;
