// npm run bench: measures pages, policies, bytes, starts and live notes, prints the tables and writes them into README.md.
// node scripts/with-node.mjs --built bench/run.ts [--quick] [--only pages|policies|bytes|starts|live|conversation|search|desk]
import { parseArgs } from 'node:util';
import { measureBytes } from './bytes.ts';
import { takeWhatComes } from './calm.ts';
import { type ConversationPlan, measureConversation } from './conversation.ts';
import { type LivePlan, measureLive } from './live.ts';
import { measurePages, type PagesPlan } from './pages.ts';
import { measurePolicies, type PolicyPlan } from './policies.ts';
import { type FallibleServer, startFallible } from './postgres.ts';
import { type DeskPlan, measureDesk } from './match-desk.ts';
import { measureMatching } from './matching/measure-matching.ts';
import { figure, median } from './numbers.ts';
import { loadNow } from './processes.ts';
import { publish, table, whenAndWhere } from './report.ts';
import { measureSearch, type SearchPlan } from './search.ts';
import { measureStarts, type StartsPlan } from './starts.ts';

type Measure = (server: FallibleServer | null) => Promise<string>;
type Plan = {
  pages: PagesPlan;
  policies: PolicyPlan;
  starts: StartsPlan;
  live: LivePlan;
  conversation: ConversationPlan;
  search: SearchPlan;
  desk: DeskPlan;
};

const world = (relationships: number, rounds: number, hasDrafts: boolean) => ({ relationships, rounds, hasDrafts });
const demo = { name: 'vierpoot_demo', title: 'The demo: two organisations, 16 pairs with up to two finished rounds', size: null };
const large = {
  name: 'vierpoot_large',
  title: '1,000 pairs, 20,000 responses: ten finished rounds for each pair, ten pairs for each coach, ten readers in turn',
  size: world(1_000, 10, true)
};

const full: Plan = {
  pages: { populations: [demo, large], rounds: 3, blockMs: 4_000, warmUpMs: 6_000 },
  policies: { sizes: [world(20, 2, false), world(1_000, 10, false), world(1_000, 50, false)], rounds: 5, blockMs: 1_000 },
  starts: { first: 2, second: 3 },
  live: { words: 200, kills: 5 },
  conversation: { notes: [1_000, 10_000, 100_000], rounds: 5, blockMs: 4_000, mails: 500 },
  search: { sizes: [76, 1_000], rounds: 9 },
  desk: { coachees: 10_000, coaches: 2_000, lines: 5_000, blockMs: 8_000 }
};
const quick: Plan = {
  pages: { populations: [demo, { ...large, title: 'a small world', size: world(20, 2, true) }], rounds: 1, blockMs: 300, warmUpMs: 300 },
  policies: { sizes: [world(20, 2, false)], rounds: 1, blockMs: 200 },
  starts: { first: 1, second: 1 },
  live: { words: 20, kills: 1 },
  conversation: { notes: [1_000, 2_000], rounds: 1, blockMs: 500, mails: 50 },
  search: { sizes: [76], rounds: 3 },
  desk: { coachees: 200, coaches: 60, lines: 100, blockMs: 1_000 }
};

const { quick: isQuick, only } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } }).values;
const plan = isQuick ? quick : full;
if (isQuick) takeWhatComes();

const parts: Readonly<Record<string, Measure>> = {
  pages: (server) => measurePages(server, plan.pages),
  policies: (server) =>
    server ? measurePolicies(server, plan.policies) : Promise.resolve('Not measured: no PostgreSQL server programs found.'),
  bytes: measureBytes,
  starts: () => measureStarts(plan.starts),
  matching: () => Promise.resolve(measureMatching({ table, figure, median }, isQuick)),
  live: (server) => measureLive(server, plan.live),
  conversation: (server) => measureConversation(server, plan.conversation),
  search: () => Promise.resolve(measureSearch(plan.search)),
  desk: (server) => measureDesk(server, plan.desk)
};

const wanted = Object.entries(parts).filter(([name]) => only === undefined || only === name);
if (wanted.length === 0) throw new RangeError(`--only wants one of ${Object.keys(parts).join(', ')}, got ${only ?? ''}`);
for (const [name, measure] of wanted) await tell(name, measure);

/** Measures one part with a server of its own and tells it: on the terminal, and in README.md unless it was quick. */
async function tell(name: string, measure: Measure): Promise<void> {
  const loadBefore = loadNow();
  console.log(`\nMeasuring ${name} (load ${loadBefore}) ...`);
  const server = await startFallible();
  try {
    const text = await measure(server);
    const whole = `${whenAndWhere(server?.version ?? null)} Load when it began: ${loadBefore}.\n\n${text}`;
    if (isQuick) console.log(`\n${whole}`);
    else publish(`bench:${name}`, whole);
  } finally {
    await server?.remove();
  }
}
