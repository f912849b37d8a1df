// node bench/matching/solve-file.ts <file> <assign|choose|what-if> <rounds>: one line of JSON per round, in CPU seconds. A process of its own.
import { assign, solve } from '#lib/domain/matching/assign.ts';
import { choose } from '#lib/domain/matching/choose.ts';
import { drawnByLot } from '#lib/domain/matching/favour.ts';
import type { Instance } from '#lib/domain/matching/instance.ts';
import { whatIf } from '#lib/domain/matching/what-if.ts';
import { readInstanceFile } from './read-instance-file.ts';

const [file = '', kind = 'assign', rounds = '3'] = process.argv.slice(2);
const instance = readInstanceFile(file);
const before = process.memoryUsage.rss();
const solver = kind === 'what-if' ? solve(instance, 'score') : null;

for (let round = 0; round < Number(rounds); round += 1) {
  const from = cpu();
  const total = once(instance, round);
  const seconds = cpu() - from;
  const extraMb = (process.resourceUsage().maxRSS * 1024 - before) / 1024 ** 2;
  console.log(JSON.stringify({ total, seconds, extraMb }));
}

function once(given: Instance, round: number): number {
  if (kind === 'choose') return choose(given, drawnByLot).total;
  if (solver) return whatIf(solver, { kind: 'capacity', coach: round, places: (given.capacities[round] ?? 0) + 1 }).total;
  const { total, certificate } = assign(given, 'score');
  if (!certificate.proven) throw new RangeError(`assign wants a proven optimum, got ${certificate.value} below ${certificate.bound}`);
  return total;
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
