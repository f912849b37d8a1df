import { onBothEngines } from '#test/engines.ts';
import { keepsItsDoors } from '#test/pair-doors.ts';

onBothEngines('topics', (opened) => {
  keepsItsDoors('topics', opened, { name: 'person_id', removes: ['coach', 'coachee'] });
});
