import { type LiveNotesDoor, openLiveNotes } from './live/open-live-notes.ts';
import { type Running, startUp } from './running.ts';
import { startJobs } from './jobs/run-jobs.ts';
import { loadDemo } from './demo/load-demo.ts';
import { demoWelcome } from './demo/demo-people.ts';

declare global {
  /** Set by the application for server.mjs, which knows the process but not the house. */
  var vierpootStop: (() => Promise<void>) | undefined;
  var vierpootWelcome: string[] | undefined;
  var vierpootRunning: Running | undefined;
  /** Takes requests for a socket under /live/: notes that two people write at once. */
  var vierpootLive: LiveNotesDoor | undefined;
}

/** Opens everything once per process; a second call (vite dev) finds it open. */
export async function start(environment: Record<string, string | undefined>, root: string): Promise<void> {
  if (globalThis.vierpootRunning) return;
  const house = await startUp(environment, root);
  globalThis.vierpootRunning = house;
  if (house.settings.isDemo) await loadDemo(house);
  if (house.database.engine === 'embedded')
    house.log.warn('the embedded database is for trying out; set DATABASE_URL for real conversations');
  const stopJobs = startJobs(house);
  globalThis.vierpootWelcome = house.settings.isDemo ? demoWelcome() : [];
  const live = await openLiveNotes(house);
  globalThis.vierpootLive = live;
  globalThis.vierpootStop = async () => {
    await live.close();
    await stopJobs();
    await house.database.close();
  };
}

export function running(): Running {
  const house = globalThis.vierpootRunning;
  if (!house) throw new Error('running wants a started house');
  return house;
}
