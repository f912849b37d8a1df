// npm start: installs and builds if needed, then serves. Plain JavaScript for any Node from 18 on.
import { join } from 'node:path';
import { endWith, environmentFlags, prepareBuild, root } from './prepare.mjs';
import { run } from './run.mjs';

const node = await prepareBuild().catch(endWith);
process.exitCode = await run(node, [...environmentFlags(), join(root, 'server.mjs')], { cwd: root, hasChannel: true });
