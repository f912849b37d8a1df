import { spawn } from 'node:child_process';

/** @typedef {{ cwd: string, env?: Record<string, string | undefined>, isQuiet?: boolean, hasChannel?: boolean }} RunOptions */

/**
 * Runs a program to its end and gives its exit code. Signals go on to it. `isQuiet`: its output is kept and only shown
 * when it fails. `hasChannel`: it notices when this process dies, however that happens.
 * @returns {Promise<number>}
 */
export function run(/** @type {string} */ program, /** @type {readonly string[]} */ args, /** @type {RunOptions} */ options) {
  const output = options.isQuiet ? 'pipe' : 'inherit';
  const child = spawn(program, [...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: options.hasChannel ? ['inherit', output, output, 'ipc'] : ['inherit', output, output]
  });
  const kept = keep(child);
  const unhook = passSignals(child);
  return new Promise((resolve) => {
    /** @param {number} code */
    const end = (code) => {
      unhook();
      if (options.isQuiet && code !== 0) process.stderr.write(kept());
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      end(127);
    });
    child.on('close', (code, signal) => end(code ?? (signal ? 1 : 0)));
  });
}

function keep(/** @type {import('node:child_process').ChildProcess} */ child) {
  /** @type {Buffer[]} */
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
  return () => Buffer.concat(chunks);
}

function passSignals(/** @type {import('node:child_process').ChildProcess} */ child) {
  /** @type {readonly NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM'];
  const pass = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
  for (const signal of signals) process.on(signal, pass);
  const unwatch = watchParent(() => pass('SIGTERM'));
  return () => {
    unwatch();
    for (const signal of signals) process.off(signal, pass);
  };
}

/** npm starts us through a shell that dies of a signal without passing it on: then we have another parent. */
function watchParent(/** @type {() => void} */ gone) {
  const { ppid } = process;
  const watch = setInterval(() => process.ppid !== ppid && gone(), 250);
  watch.unref();
  return () => clearInterval(watch);
}

/**
 * Says what is going on, with a dot a second on a terminal, and how long it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const from = Date.now();
  process.stdout.write(`${title} ...`);
  const dots = setInterval(() => process.stdout.isTTY && process.stdout.write('.'), 1_000);
  try {
    return await work();
  } finally {
    clearInterval(dots);
    console.log(` ${((Date.now() - from) / 1_000).toFixed(1)} s`);
  }
}
