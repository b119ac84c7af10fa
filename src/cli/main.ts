#!/usr/bin/env node
import { nodeIo } from './nodeIo.ts';
import { run } from './run.ts';

// Not process.exit(): output that is still on its way into a pipe would be cut off.
process.exitCode = await run(process.argv.slice(2), nodeIo());
