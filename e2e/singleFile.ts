import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtApp } from './builtApp.ts';

/** The page as one file in a folder where nothing else is; gives its address to whoever uses it. */
export async function withSingleFile(use: (address: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hopwright single '));
  await copyFile(join(builtApp, 'single/hopwright.html'), join(folder, 'hopwright.html'));
  await use(pathToFileURL(join(folder, 'hopwright.html')).href);
  await rm(folder, { recursive: true });
}
