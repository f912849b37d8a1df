import { onBothEngines } from '#test/engines.ts';
import { keepsItsDoors } from '#test/pair-doors.ts';

onBothEngines('live_versions', (opened) => {
  keepsItsDoors('live_versions', opened, { name: null });
});
