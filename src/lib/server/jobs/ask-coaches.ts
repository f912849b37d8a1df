import type { Doors, SystemDb } from '#lib/server/db.ts';
import type { Mail } from '#lib/server/mail/mailer.ts';
import { enqueue, type JobData } from '#lib/server/queries/jobs.ts';
import {
  askNext,
  type AskNews,
  type Chooser,
  followSilence,
  type LettingGo,
  listChoosersToFollow,
  tellLetGo
} from '#lib/server/queries/match-asks.ts';
import type { Desk } from './compose-notice.ts';

/** Has the first of a choice asked. Sends no mail itself: who is asked gets one of their own, and so does a coach who was willing in vain. */
export async function followChoice({ database }: Desk, chooser: JobData['match-choice']): Promise<Mail | null> {
  await database.doors.asSystem('match: a choice', async (db) => {
    await askAndTell(db, chooser);
    await letGo(db, chooser);
  });
  return null;
}

/** After an answer of a coach: whoever has to go on to a next choice goes on. Nobody is told who said no, or why. */
export async function followAnswer({ database }: Desk, pair: JobData['match-answer']): Promise<Mail | null> {
  await database.doors.asSystem('match: an answer', async (db) => {
    for (const chooser of await listChoosersToFollow(db, pair)) await askAndTell(db, chooser);
    await letGo(db, pair);
  });
  return null;
}

/** Reminds who did not answer for ten days; after four more a coach is let go, and the next choice is asked. */
export async function followSilentCoaches(asSystem: Doors['asSystem'], now: Date): Promise<void> {
  await asSystem('match: silence', async (db) => {
    for (const { organisationId, personId, relationshipId, news } of await followSilence(db, now)) {
      const notice = { organisationId, personId, path: `/relationships/${relationshipId}/proposal` };
      if (news === 'silent') await enqueue(db, 'match-answer', { organisationId, relationshipId });
      else await enqueue(db, news === 'remind' ? 'match-reminder' : 'pair-proposed', notice);
    }
  });
}

async function askAndTell(db: SystemDb, chooser: Chooser): Promise<void> {
  const { organisationId } = chooser;
  for (const { personId, news, aboutId } of await askNext(db, chooser)) {
    await enqueue(db, kinds[news], { organisationId, personId, path: pathOf(news, aboutId, chooser) });
  }
}

/** A coach who said yes in vain hears that it was not about them. */
async function letGo(db: SystemDb, who: LettingGo): Promise<void> {
  const { organisationId } = who;
  for (const personId of await tellLetGo(db, who)) await enqueue(db, 'match-let-go', { organisationId, personId, path: '/home' });
}

const kinds = { asked: 'match-asked', 'nobody-left': 'match-nobody-left', 'wants-talk': 'match-wants-talk' } as const;

function pathOf(news: AskNews['news'], aboutId: string, { roundId, coacheeId }: Chooser): string {
  if (news === 'asked') return `/relationships/${aboutId}/proposal`;
  return news === 'nobody-left' ? `/matching/${aboutId}` : `/programmes/${aboutId}/matching/${roundId}/${coacheeId}`;
}
