// Loaded into a web server that is measured: says in a file for how long its event loop was ever held up, until the file is taken away.
import { existsSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const file = process.env['LOOP_FILE'];
const resolution = 5;
if (file !== undefined) {
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  const held = { busy: 0, cpu: process.threadCpuUsage() };
  setInterval(() => {
    const { user, system } = process.threadCpuUsage(held.cpu);
    held.cpu = process.threadCpuUsage();
    held.busy = Math.max(held.busy, (user + system) / 1e3);
  }, resolution).unref();
  setInterval(() => {
    if (!existsSync(file)) {
      delay.reset();
      held.busy = 0;
    }
    writeFileSync(file, JSON.stringify({ max: delay.max / 1e6, p99: delay.percentile(99) / 1e6, busy: held.busy }));
  }, 250).unref();
}
