import { expect, it } from 'vitest';
import { whoSees } from '#test/asking.ts';
import { onBothEngines } from '#test/engines.ts';
import { buildDeskTown, keepsItsDoors, put } from '#test/pair-doors.ts';

onBothEngines('learnings', (opened) => {
  keepsItsDoors('learnings', opened, { name: 'person_id', removes: ['coach', 'coachee'] });

  it('is shown to the other only when its writer wants it (C39)', async () => {
    const town = await buildDeskTown(opened());
    await put(town, 'learnings', 'coach', { is_shown: false });
    await put(town, 'learnings', 'coachee', { is_shown: true });
    const of = (person: string) => whoSees(town, 'learnings', { person_id: person });
    expect(await of(town.people.coach.id)).toEqual(['coach']);
    expect(await of(town.people.coachee.id)).toEqual(['coach', 'coachee']);
  });
});
