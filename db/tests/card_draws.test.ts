import { onBothEngines } from '#test/engines.ts';
import { keepsItsDoors } from '#test/pair-doors.ts';

onBothEngines('card_draws', (opened) => {
  keepsItsDoors('card_draws', opened, { name: 'drawn_by' });
});
