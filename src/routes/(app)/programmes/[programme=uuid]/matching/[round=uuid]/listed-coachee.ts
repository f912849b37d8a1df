/** A coachee in the list of a round, as the page shows one. */
export type ListedCoachee = {
  id: string;
  name: string;
  coach: string | null;
  ground: number | null;
  horizon: number | null;
  isPinned: boolean;
  state: 'proposed' | 'active' | 'declined' | 'ended' | 'chosen' | null;
};
