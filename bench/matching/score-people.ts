// node bench/matching/score-people.ts <coachees> <coaches> <rounds>: scores invented people; one line of JSON per round, in CPU seconds.
import { recordOfTags } from '#lib/domain/matching/code-people.ts';
import { standardSettings } from '#lib/domain/matching/match-settings.ts';
import type { Coach, Coachee, Position } from '#lib/domain/matching/person.ts';
import { scorePairs } from '#lib/domain/matching/score-pairs.ts';

const [coacheeCount = 10_000, coachCount = 2_000, rounds = 3] = process.argv.slice(2).map(Number);

/** How many tags there are, and how many somebody chooses. */
const sizes = {
  interests: [48, 6],
  values: [24, 4],
  experience: [20, 3],
  ambition: [16, 2],
  languages: [6, 2],
  network: [30, 5],
  sector: [14, 1],
  discipline: [16, 1],
  function: [20, 1],
  path: [6, 1]
} as const;

let state = 42;
const coachees = Array.from({ length: coacheeCount }, (_, at): Coachee => {
  const position = (1 + pick(5)) as Position; // as: 1 to 5 by arithmetic
  return { ...makePerson(`a${at}`), position, evaluators: [], wishes: pick(10) === 0 ? [`trait ${pick(3)}`] : [] };
});
const coaches = Array.from({ length: coachCount }, (_, at): Coach => {
  return { ...makePerson(`b${at}`), capacity: 5, closeTo: [], volunteered: pick(5) === 0 ? [`trait ${pick(3)}`] : [] };
});

for (let round = 0; round < rounds; round += 1) {
  const from = process.cpuUsage();
  const { fit } = scorePairs({ coachees, coaches, bans: [] }, standardSettings);
  const { user, system } = process.cpuUsage(from);
  console.log(JSON.stringify({ total: fit.length, seconds: (user + system) / 1e6, extraMb: 0 }));
}

function pick(upTo: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 4_294_967_296) * upTo);
}

function makePerson(id: string) {
  const tags = recordOfTags((attribute) => {
    const [known, chosen] = sizes[attribute];
    const some = Array.from({ length: chosen }, () => `${pick(known)}`);
    return attribute === 'languages' ? ['0', ...some] : some;
  });
  const working = [1 + pick(5), 1 + pick(5), 1 + pick(5), 1 + pick(5)] as const;
  return { id, tags, working, ties: [`tie ${pick(200)}`], lines: [], vetoes: [] };
}
