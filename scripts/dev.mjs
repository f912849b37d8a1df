// npm run dev: as npm start, but pages change while you edit them. Plain JavaScript for any Node from 18 on.
import { join } from 'node:path';
import { buildLive, endWith, environmentFlags, prepare, root } from './prepare.mjs';
import { run } from './run.mjs';

const node = await prepare().catch(endWith);
await buildLive(node).catch(endWith);
const vite = join(root, 'node_modules/vite/bin/vite.js');
process.exitCode = await run(node, [...environmentFlags(), vite, 'dev', ...process.argv.slice(2)], { cwd: root });
