// A run of the match lives in this thread: it takes seconds for 10,000 coachees, and pages must not wait for it.
import { parentPort } from 'node:worker_threads';
import { findPinProblems } from '#lib/domain/matching/find-pin-problems.ts';
import { keepApart } from '#lib/domain/matching/keep-apart.ts';
import { listNamesakes } from '#lib/domain/matching/profile.ts';
import type { Participant } from '#lib/server/queries/match-participants.ts';
import { asCoach, asCoachee, type Everybody } from './as-people.ts';
import { describeRun, summarise } from './describe-run.ts';
import type { Found, FromWorker, Named, RunRules, ToWorker } from './matching-messages.ts';
import { tryChange } from './try-change.ts';
import { workOut } from './work-out.ts';

/** What was handed over so far. */
const heard: { names: Named[]; coachee: Participant[]; coach: Participant[] } = {
  names: [],
  coachee: [],
  coach: []
};

const say = (message: FromWorker) => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'names') heard.names.push(...message.names);
  else if (message.kind === 'people') heard[message.role].push(...message.people);
  else if (message.kind === 'run') say({ kind: 'found', found: run(message.rules) });
  else say({ kind: 'tried', trial: tryChange(everybody(), message.rules, message.change) });
});

function run(rules: RunRules): Found {
  const people = everybody();
  const conflicts = findPinProblems({ ...people, bans: rules.bans }, rules.pins, rules.settings);
  if (conflicts.length > 0) return { summary: { shortfalls: [], conflicts, ruledOut: [], proof: null }, results: [] };
  const found = workOut(people, rules, (progress) => say({ kind: 'progress', progress }));
  return { summary: summarise(people, found), results: inParts(describeRun(people, found, rules)) };
}

/** Everybody as handed over. */
function everybody(): Everybody {
  const namesakes = listNamesakes(heard.names);
  const names = { namesakes, apart: keepApart(namesakes, heard.names) };
  return {
    coachees: heard.coachee.map((one) => asCoachee(one, names)),
    coaches: heard.coach.map((one) => asCoach(one, names))
  };
}

const partSize = 500;

function inParts(results: readonly unknown[]): string[] {
  const count = Math.ceil(results.length / partSize);
  return Array.from({ length: count }, (_, at) => JSON.stringify(results.slice(at * partSize, (at + 1) * partSize)));
}
