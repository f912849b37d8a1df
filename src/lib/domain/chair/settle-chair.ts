import { forEachLeg, supportTypes, type SupportType } from '#lib/domain/support/support-type.ts';

/** The length of each leg on the 1 to 5 scale; null = not measured. */
export type LegLengths = Readonly<Record<SupportType, number | null>>;

/**
 * How a chair with these legs stands on a flat floor; heights and hover in scale points.
 *
 * `lengths`: with a stand-in for each unmeasured leg. `heights`: of the seat above each foot's place. `hover`: the gap
 * between a foot and the floor. `residual`: what keeps the four legs from one plane (half of what each hovering pair
 * misses); null unless all four are measured. `seatHeight`: the middle of the seat. `tilt`: rise of the seat over half
 * its width, to the right and to the back.
 */
export type SettledChair = {
  readonly lengths: Readonly<Record<SupportType, number>>;
  readonly heights: Readonly<Record<SupportType, number>>;
  readonly hover: Readonly<Record<SupportType, number>>;
  readonly residual: number | null;
  readonly seatHeight: number;
  readonly tilt: { readonly right: number; readonly back: number };
};

/** Which legs stand beside a leg, and which one stands across. Front: socio-emotional, network. Back: autonomy, career. */
const places: Readonly<Record<SupportType, { beside: readonly [SupportType, SupportType]; across: SupportType }>> = {
  'socio-emotional': { beside: ['network', 'autonomy'], across: 'career' },
  network: { beside: ['socio-emotional', 'career'], across: 'autonomy' },
  autonomy: { beside: ['socio-emotional', 'career'], across: 'network' },
  career: { beside: ['network', 'autonomy'], across: 'socio-emotional' }
};

/** The shortest and longest leg of the answer scale, and its middle for a chair of which nothing is measured. */
const [shortest, longest, middle] = [1, 5, 3];

/** How far a corner without its leg sinks at most, in scale points: clear to see, still a chair. Our choice. */
const deepestSink = 1.5;

/**
 * Lets a chair settle on the floor.
 *
 * The seat plane is the least-squares plane through the four leg tops, lifted until no foot is under the floor: the
 * chair rests on the two legs across from each other that are longest together, and the other two hover equally. Where
 * one of those two is missing, that corner sinks. Shape: lengths 1 to 5, others are cut to that. Missing: an unmeasured
 * leg gets the length that fits the plane of the others with the least tilt, never 0 (C1). Method: chair-geometry.md.
 */
export function settleChair(measured: LegLengths, missing: readonly SupportType[] = []): SettledChair {
  const lengths = forEachLeg((leg) => clampLength(measured[leg] ?? standIn(leg, measured)));
  const heights = forEachLeg((leg) => lengths[leg] + hoverOf(leg, lengths, missing));
  const isMeasured = supportTypes.every((leg) => measured[leg] !== null);
  return {
    lengths,
    heights,
    hover: forEachLeg((leg) => heights[leg] - lengths[leg]),
    residual: isMeasured ? Math.abs(playOf('socio-emotional', lengths)) / 4 : null,
    seatHeight: (heights['socio-emotional'] + heights.network + heights.autonomy + heights.career) / 4,
    tilt: {
      right: (heights.network + heights.career - heights['socio-emotional'] - heights.autonomy) / 4,
      back: (heights.autonomy + heights.career - heights['socio-emotional'] - heights.network) / 4
    }
  };
}

/** What the pair of the other diagonal is longer than this leg and the one across, in scale points. */
function playOf(leg: SupportType, lengths: Readonly<Record<SupportType, number>>): number {
  const { beside, across } = places[leg];
  return lengths[beside[0]] + lengths[beside[1]] - lengths[leg] - lengths[across];
}

function hoverOf(leg: SupportType, lengths: Readonly<Record<SupportType, number>>, missing: readonly SupportType[]): number {
  const play = Math.max(0, playOf(leg, lengths));
  const isGone = missing.includes(leg);
  if (isGone === missing.includes(places[leg].across)) return play / 2;
  const sink = Math.min(play, deepestSink);
  return isGone ? play - sink : sink;
}

function standIn(leg: SupportType, measured: LegLengths): number {
  const { beside, across } = places[leg];
  const known = beside.flatMap((neighbour) => measured[neighbour] ?? []);
  const opposite = measured[across];
  const [one, other] = known;
  if (one === undefined) return opposite ?? middle;
  if (other === undefined) return one;
  return opposite === null ? (one + other) / 2 : one + other - opposite;
}

function clampLength(length: number): number {
  return Math.min(longest, Math.max(shortest, length));
}
