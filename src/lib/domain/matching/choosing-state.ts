/**
 * Where the choosing stands for a coachee. `open`: nothing chosen yet; `asking`: a coach is being asked, or will be in a moment; `accept`: the
 * coach has said something new, which the coachee reads first; `paired`; `nobody-left`: none of the choice can; `others`, `talk`: none of
 * them, and what instead; `over`: not any more.
 */
export type ChoosingState = 'open' | 'asking' | 'accept' | 'paired' | 'nobody-left' | 'others' | 'talk' | 'over';
