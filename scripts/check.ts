// npm run check: every wall of the house. Run under the product's Node by scripts/with-node.mjs.
import { runWalls } from './walls/run-walls.ts';

const from = Date.now();
const { passed, failed } = await runWalls(process.cwd());
console.log(`${passed} walls stand, ${failed} do not; ${((Date.now() - from) / 1_000).toFixed(0)} s`);
process.exitCode = failed === 0 ? 0 : 1;
