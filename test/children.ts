import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type Child = {
  process: ChildProcessWithoutNullStreams;
  /** Waits until the child has said this line; throws with what it said when it ends before. */
  says: (line: string) => Promise<void>;
  /** Kills it as a power cut would, or waits for its end. */
  kill: () => Promise<void>;
  ends: () => Promise<void>;
};

export type ChildOptions = { env?: Record<string, string>; preload?: string };

/** Runs a script of test/children in a process of its own. */
export function startChild(name: string, given: readonly string[], { env = {}, preload }: ChildOptions = {}): Child {
  const loaded = preload === undefined ? [] : ['--import', `./test/children/${preload}.ts`];
  const child = spawn(process.execPath, [...loaded, `test/children/${name}.ts`, ...given], { env: { ...process.env, ...env } });
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const ended = once(child, 'exit');
  const says = async (line: string) => {
    while (!said.includes(line)) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${name} ended without "${line}": ${said.join('\n')}`);
      await Promise.race([ended, once(child.stdout, 'data')]);
      await new Promise(setImmediate); // the line is read after the data came
    }
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { process: child, says, kill, ends: () => ended.then(() => undefined) };
}
