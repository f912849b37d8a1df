// Loaded into a web server that is measured: says in a file for how long its event loop was ever held up, until the file is taken away.
import { existsSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const file = process.env['LOOP_FILE'];
const resolution = 5;
if (file !== undefined) {
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  setInterval(() => {
    if (!existsSync(file)) delay.reset();
    writeFileSync(file, JSON.stringify({ max: delay.max / 1e6, p99: delay.percentile(99) / 1e6 }));
  }, 250).unref();
}
