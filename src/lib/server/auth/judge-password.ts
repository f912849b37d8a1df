/** Alone, without a second factor: NIST SP 800-63B-4. No rules about signs or capitals, and no changing by the calendar. */
export const shortestPassword = 15;
/** Room for a sentence; longer is refused in words, never cut off. */
export const longestPassword = 256;

/** Why a password is not good enough; null when it is. */
export type PasswordFault = 'short' | 'long' | 'repeats' | 'known' | 'personal';

/** Long passwords that everybody tries first, in lower case without spaces. Ours: from public lists of leaked passwords. */
const known = [
  'passwordpassword',
  'password123456789',
  'passw0rdpassw0rd',
  'wachtwoordwachtwoord',
  'wachtwoord123456',
  'welkomwelkomwelkom',
  'welcomewelcome123',
  'qwertyuiopasdfgh',
  'qwertyuiopasdfghjkl',
  'qwertyuiopasdfghjklzxcvbnm',
  'azertyuiopqsdfgh',
  'azertyuiopqsdfghjklm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1qaz2wsx3edc4rfv',
  '1q2w3e4r5t6y7u8i9o0p',
  'abcdefghijklmnop',
  'abcdefghijklmnopqrstuvwxyz',
  'iloveyouiloveyou',
  'ilovemyfamily123',
  'correcthorsebatterystaple',
  'letmeinletmeinletmein',
  'administrator123',
  'changemechangeme',
  'thisismypassword',
  'ditismijnwachtwoord',
  'mijnwachtwoordis',
  'neverforgetthis1',
  'vierpootvierpoot'
];

/** What is counted: code points of the normalised text, so that a space, an accent or a simple emoji is one. */
export function signsOf(password: string): string[] {
  return Array.from(password.normalize('NFKC'));
}

/** Judges a new password. `personal`: words of the person themselves (address, name) that alone are no secret. */
export function judgePassword(password: string, personal: readonly string[]): PasswordFault | null {
  const signs = signsOf(password);
  if (signs.length < shortestPassword) return 'short';
  if (signs.length > longestPassword) return 'long';
  const core = signs.join('').toLowerCase().replaceAll(/\s+/gu, '');
  if (new Set(core).size < 5 || isRepeated(core) || isRow(core)) return 'repeats';
  if (known.includes(core)) return 'known';
  return restWithout(core, personal).length < 8 ? 'personal' : null;
}

/** One short piece, again and again. */
function isRepeated(core: string): boolean {
  const again = (core + core).indexOf(core, 1); // where the text first meets itself
  return again < core.length && again <= 6;
}

/** A row of neighbours: 123456789012345, abcdefghijklmno. */
function isRow(core: string): boolean {
  const codes = Array.from(core, (sign) => sign.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  const counted = steps.filter((step) => Math.abs(step) === 1 || step === -9).length;
  return counted >= steps.length - 1;
}

function restWithout(core: string, personal: readonly string[]): string {
  const words = personal.flatMap((text) => text.toLowerCase().split(/[\s@.,_+-]+/u)).filter((word) => word.length > 2);
  return words.reduce((rest, word) => rest.replaceAll(word, ''), core);
}
