// A process that serves live notes on the database and with the keys of its environment; says its address.
import { readSettings } from '#lib/server/settings.ts';
import { makeLog } from '#lib/server/log.ts';
import { openVault } from '#lib/server/running.ts';
import { openLiveHouse } from '#test/live-house.ts';

const settings = readSettings(process.env, process.cwd());
const vault = await openVault(settings, process.cwd());
const house = await openLiveHouse({ ...vault, settings, log: makeLog('silent') });
console.log(`open ${house.origin}`);
