import { open, writeFile } from 'node:fs/promises';
import type { Io } from './command.ts';
import { EXIT } from './exitCode.ts';

/** The real world: standard streams and files. */
export function nodeIo(): Io {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', onBrokenOutput);
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    readStdin,
    readFile,
    writeFile: (path, text) => writeFile(path, text),
    colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
  };
}

/** A reader that has seen enough (`hopwright check … | head -1`) closes the pipe; that is no failure of ours. */
function onBrokenOutput(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`hopwright: the result cannot be written (${error.code ?? error.message})\n`);
  process.exit(EXIT.unreadable);
}

async function readStdin(limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit);
}

/** Reads no more than `limit` bytes, whatever the file's size says: pipes and devices have none. */
async function readFile(path: string, limit: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(limit);
    let size = 0;
    while (size < limit) {
      const { bytesRead } = await file.read(buffer, size, limit - size, null);
      if (bytesRead === 0) break;
      size += bytesRead;
    }
    return buffer.subarray(0, size);
  } finally {
    await file.close();
  }
}
