import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assign, solve, type Objective } from './assign.ts';
import { forbidden, type Instance } from './instance.ts';
import { whatIf, type Edit } from './what-if.ts';

const coachees = 12;
const coaches = 5;
const instances = fc
  .record({
    capacities: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: coaches, maxLength: coaches }),
    scores: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: coachees * coaches, maxLength: coachees * coaches })
  })
  .map(({ capacities, scores }): Instance => ({
    coachees,
    coaches,
    capacities: Int32Array.from(capacities),
    scores: Int32Array.from(scores),
    starts: null,
    columns: null,
    pins: null
  }));
const pair = { coachee: fc.nat(coachees - 1), coach: fc.nat(coaches - 1) };
const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('forbid' as const), ...pair }),
  fc.record({ kind: fc.constant('pin' as const), ...pair }),
  fc.record({ kind: fc.constant('capacity' as const), coach: pair.coach, places: fc.integer({ min: 0, max: 5 }) })
);

function edited(instance: Instance, edit: Edit): Instance {
  if (edit.kind === 'capacity') return { ...instance, capacities: instance.capacities.with(edit.coach, edit.places) };
  if (edit.kind === 'pin') return { ...instance, pins: new Int32Array(coachees).fill(-1).with(edit.coachee, edit.coach) };
  return { ...instance, scores: instance.scores.with(edit.coachee * coaches + edit.coach, forbidden) };
}

it.each<Objective>(['score', 'matched'])('finds after one edit what a new run finds: %s', (objective) => {
  fc.assert(
    fc.property(instances, edits, (instance, edit) => {
      const solver = solve(instance, objective);
      const { total, matched } = whatIf(solver, edit);
      const anew = assign(edited(instance, edit), objective);
      expect({ total, matched: objective === 'matched' ? matched : 0 }).toEqual({
        total: anew.total,
        matched: objective === 'matched' ? anew.matched : 0
      });
    }),
    { numRuns: 2_000 }
  );
});

it('leaves the solver and the scores as they were', () => {
  fc.assert(
    fc.property(instances, edits, (instance, edit) => {
      const scores = instance.scores.slice();
      const solver = solve(instance, 'matched');
      const none: Edit = { kind: 'capacity', coach: 0, places: instance.capacities[0] ?? 0 };
      const first = whatIf(solver, none);
      whatIf(solver, edit);
      expect(whatIf(solver, none)).toEqual(first);
      expect(first.moved).toEqual([]);
      expect(instance.scores).toEqual(scores);
    }),
    { numRuns: 500 }
  );
});
