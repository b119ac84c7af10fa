import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { root } from './shell.mjs';

/*
 * What `bench:canvas` measures in: our page as it is built, React Flow as one begins with it, and a bare 2D canvas, which is the
 * least that the machine could do. Rivals wait until they are told (`show`) what to draw, as our page waits for a file.
 */

const html = (script) =>
  `<!doctype html><html lang="en"><head><title>Rival</title></head>
<body style="margin:0"><div id="app" style="height:100vh"></div><script type="module" src="./${script}"></script></body></html>`;

const FLOW = `import '@xyflow/react/dist/style.css';
import { ReactFlow } from '@xyflow/react';
import { createRoot } from 'react-dom/client';
const app = createRoot(document.getElementById('app'));
window.show = ({ boxes, lines }) => {
  const nodes = boxes.map(({ id, x, y }) => ({ id, position: { x, y }, data: { label: id } }));
  app.render(<ReactFlow defaultNodes={nodes} defaultEdges={lines} fitView minZoom={0.01} />);
};`;

const BARE = `const canvas = document.createElement('canvas');
document.getElementById('app').append(canvas);
canvas.width = innerWidth;
canvas.height = innerHeight;
const pen = canvas.getContext('2d');
let [boxes, lines, at, zoom] = [[], [], new Map(), 1];
let [x, y, asked, held] = [0, 0, 0, undefined];
window.show = (picture) => {
  ({ boxes, lines } = picture);
  at = new Map(boxes.map((box) => [box.id, box]));
  zoom = innerWidth / (1 + Math.max(...boxes.map(({ x }) => x)) + 260);
  ask();
};
function draw() {
  asked = 0;
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.beginPath();
  for (const { source, target } of lines) {
    const [a, b] = [at.get(source), at.get(target)];
    pen.moveTo((a.x + 130) * zoom + x, (a.y + 60) * zoom + y);
    pen.lineTo((b.x + 130) * zoom + x, (b.y + 60) * zoom + y);
  }
  pen.strokeStyle = '#889';
  pen.stroke();
  pen.fillStyle = '#fff';
  for (const box of boxes) {
    pen.fillRect(box.x * zoom + x, box.y * zoom + y, 260 * zoom, 120 * zoom);
    pen.strokeRect(box.x * zoom + x, box.y * zoom + y, 260 * zoom, 120 * zoom);
  }
  window.drawn = (window.drawn ?? 0) + 1;
}
const ask = () => { asked ||= requestAnimationFrame(draw); };
canvas.onmousedown = ({ altKey, clientX, clientY }) => {
  held = { box: altKey ? boxes[boxes.length >> 1] : undefined, x: clientX, y: clientY };
};
window.onmousemove = ({ clientX, clientY }) => {
  if (!held) return;
  const [right, down] = [clientX - held.x, clientY - held.y];
  [held.x, held.y] = [clientX, clientY];
  if (held.box) [held.box.x, held.box.y] = [held.box.x + right / zoom, held.box.y + down / zoom];
  else [x, y] = [x + right, y + down];
  ask();
};
window.onmouseup = () => { held = undefined; };
canvas.onwheel = ({ deltaY }) => { zoom *= 2 ** (-deltaY * 0.02); ask(); };`;

/** Builds and serves all three; gives where they are, and how to stop. */
export async function servedPages() {
  // Inside the project, so that the rival finds the same React.
  const folder = join(root, 'node_modules/.tmp/bench-canvas');
  await rm(folder, { recursive: true, force: true });
  await build({ root, logLevel: 'error', build: { outDir: join(folder, 'ours-built'), emptyOutDir: true } });
  for (const [name, script, text] of [
    ['flow', 'main.jsx', FLOW],
    ['bare', 'main.js', BARE],
  ]) {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'index.html'), html(script));
    await writeFile(join(folder, name, script), text);
    await build({
      root: join(folder, name),
      configFile: false,
      base: './',
      plugins: [react()],
      logLevel: 'error',
      build: { outDir: join(folder, `${name}-built`), emptyOutDir: true },
    });
  }
  const servers = [];
  const addresses = {};
  for (const name of ['ours', 'flow', 'bare']) {
    const server = await preview({
      root,
      configFile: false,
      logLevel: 'error',
      build: { outDir: join(folder, `${name}-built`) },
      preview: { port: 0, open: false },
    });
    servers.push(server);
    addresses[name] = server.resolvedUrls.local[0];
  }
  const stop = () =>
    Promise.all(servers.map((server) => new Promise((done) => server.httpServer.close(done))));
  return { addresses, stop };
}
