// node scripts/with-node.mjs [--settings] [--built] <script> [arguments]
// Runs a script under the product's own Node, on any machine with Node 18 or newer, and installs first if needed.
// --settings: with the settings of the .env file. --built: after building the pages. Without a script: only the preparation.
import { endWith, environmentFlags, prepare, prepareBuild, root } from './prepare.mjs';
import { run } from './run.mjs';

const given = process.argv.slice(2);
const first = given.findIndex((argument) => argument !== '--settings' && argument !== '--built');
const flags = first === -1 ? given : given.slice(0, first);
const command = first === -1 ? [] : given.slice(first);
const node = await (flags.includes('--built') ? prepareBuild() : prepare()).catch(endWith);
const settings = flags.includes('--settings') ? environmentFlags() : [];
if (command.length > 0) process.exitCode = await run(node, [...settings, ...command], { cwd: root });
