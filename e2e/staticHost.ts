import { createReadStream, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { builtApp } from './builtApp.ts';

const FOLDER = '/tools/hopwright/';
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** A name that browsers do not take for this machine, so that plain http to it is no secure context. */
export const INTRANET = 'plans.intranet.test';

/** What makes the browser find the host of the intranet on this machine. */
export const INTRANET_ARGUMENT = `--host-resolver-rules=MAP ${INTRANET} 127.0.0.1`;

/** The plainest web server there is, with the app in a folder below its root; gives its port and folder to whoever uses it. */
export async function withStaticHost(use: (place: string) => Promise<void>): Promise<void> {
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '', 'http://host').pathname);
    const name = path === FOLDER ? 'index.html' : normalize(path.slice(FOLDER.length));
    const file = join(builtApp, name);
    if (!path.startsWith(FOLDER) || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  await use(`:${(server.address() as AddressInfo).port}${FOLDER}`);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
