import type { Act, Question } from './act.ts';
import type { Chance, Fit } from './fit.ts';
import type { Mirror, Pair, Side, World } from './model-types.ts';

const sides = ['coach', 'coachee'] as const;
const levels = ['nothing', 'scores', 'items'] as const;
const questions: readonly Question[] = ['both_handed_in', 'is_open', 'released_level', 'mirror_turns'];

function pairOf(world: World, row: { organisation: string; pair: string }): Pair | undefined {
  return world.pairs.find((p) => p.organisation === row.organisation && p.id === row.pair);
}

function isActive(world: World, row: { organisation: string; pair: string }): boolean {
  return pairOf(world, row)?.status === 'active';
}

function responsesOf(world: World, mirror: { organisation: string; id: string }) {
  return world.responses.filter((r) => r.organisation === mirror.organisation && r.mirror === mirror.id);
}

function isComplete(world: World, mirror: { organisation: string; id: string }): boolean {
  return responsesOf(world, mirror).filter((r) => r.isHandedIn).length === 2;
}

export function fitSave({ world, pick, falls }: Chance): Fit | null {
  const lacks = (m: Mirror, side: Side) => responsesOf(world, m).every((r) => r.role !== side);
  const incomplete = world.mirrors.filter((m) => sides.some((side) => lacks(m, side)));
  const mirror = pick(incomplete, (m) => !m.isLapsed && isActive(world, m));
  const pair = mirror && pairOf(world, mirror);
  const role = mirror && pick(sides.filter((side) => lacks(mirror, side)));
  if (!pair || !role) return null;
  const { organisation, id } = pair;
  return {
    by: pair[role],
    organisation,
    act: { kind: 'save', organisation, mirror: mirror.id, pair: id, person: '', role, isHandedIn: falls(12) }
  };
}

export function fitDraft(kind: 'rewrite' | 'hand in') {
  return ({ world, pick, falls }: Chance): Fit | null => {
    const response = pick(world.responses, (r) => !r.isHandedIn && isActive(world, r));
    if (!response) return null;
    const { organisation, person: by, mirror, role } = response;
    return { by, organisation, act: kind === 'rewrite' ? { kind, mirror, role } : { kind, mirror, role, isNow: !falls(8) } };
  };
}

export function fitRelease({ world, pick }: Chance): Fit | null {
  const unreleased = world.mirrors.filter((m) => world.releases.every((r) => r.organisation !== m.organisation || r.mirror !== m.id));
  const mirror = pick(unreleased, (m) => isComplete(world, m) && isActive(world, m));
  const pair = mirror && pairOf(world, mirror);
  if (!pair) return null;
  const { organisation, id } = pair;
  return {
    by: pair.coachee,
    organisation,
    act: { kind: 'release', organisation, mirror: mirror.id, pair: id, level: pick(levels) ?? 'scores' }
  };
}

export function fitReleaseAgain({ world, pick }: Chance): Fit | null {
  const release = pick(world.releases, (r) => isComplete(world, { organisation: r.organisation, id: r.mirror }));
  const pair = release && pairOf(world, release);
  if (!pair) return null;
  return {
    by: pair.coachee,
    organisation: pair.organisation,
    act: { kind: 'release again', mirror: release.mirror, level: pick(levels) ?? 'items' }
  };
}

export function fitQuestion({ world, pick }: Chance): Fit | null {
  const mirror = pick(world.mirrors, (m) => isActive(world, m));
  const pair = mirror && pairOf(world, mirror);
  if (!pair) return null;
  const act: Act = { kind: 'ask', question: pick(questions) ?? 'is_open', mirror: mirror.id, pair: pair.id };
  return { by: pair[pick(sides) ?? 'coach'], organisation: pair.organisation, act };
}
