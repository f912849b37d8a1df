import * as v from 'valibot';
import { sealValue, unsealValue } from '#lib/server/auth/sealed-value.ts';
import type { KeyRing } from '#lib/server/crypto/key-file.ts';
import type { AccountId } from '#lib/server/queries/jobs.ts';
import { type MailChoice, mailChoices } from '#lib/server/queries/mail-choices.ts';
import type { Settings } from '#lib/server/settings.ts';

/** Whose mail of which kind a link switches off. */
export type SwitchOff = AccountId & { kind: MailChoice };

const yearMinutes = 365 * 24 * 60;
const shape = v.object({ organisationId: v.string(), personId: v.string(), kind: v.picklist(mailChoices) });

/** The link in a mail that switches its kind off, for a year, without signing in. */
export function switchOffLink(desk: { ring: KeyRing; settings: Pick<Settings, 'publicUrl'> }, person: AccountId, kind: MailChoice): string {
  const value: SwitchOff = { organisationId: person.organisationId, personId: person.personId, kind };
  const sealed = sealValue(desk.ring, { purpose: 'mail-choice', minutes: yearMinutes }, value);
  return new URL(`/mail/off/${sealed}`, desk.settings.publicUrl).href;
}

/** What a link switches off; null when it is not ours or too old. */
export function readSwitchOff(ring: KeyRing, sealed: string): SwitchOff | null {
  const parsed = v.safeParse(shape, unsealValue(ring, 'mail-choice', sealed));
  return parsed.success ? parsed.output : null;
}
