import { onBothEngines } from '#test/engines.ts';
import { keepsItsDoors } from '#test/pair-doors.ts';

onBothEngines('conversation_times', (opened) => {
  keepsItsDoors('conversation_times', opened, { name: 'proposed_by', removes: ['coach', 'coachee'] });
});
