/**
 * How far a coachee is in a published round. `waiting`: nothing chosen yet; `chosen`: nobody asked yet; `proposed`: a coach is asked;
 * `active`: has a coach; `ended`: had one through this round; `nobody-left`: none of the choice can; `others`, `talk`: none of the list, and
 * what instead (C27). The last three wait for a coordinator.
 */
export const coacheeStates = ['waiting', 'chosen', 'proposed', 'active', 'ended', 'nobody-left', 'others', 'talk'] as const;

export type CoacheeState = (typeof coacheeStates)[number];
