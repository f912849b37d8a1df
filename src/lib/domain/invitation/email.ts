const longest = 320;
const shape = /^[^\s\p{Cc}@,;:<>()[\]\\"]+@[^\s\p{Cc}@,;:<>()[\]\\"]+\.[^\s\p{Cc}@.,;:<>()[\]\\"]+$/u;

/**
 * An e-mail address as it is kept: trimmed and in lower case, so that one person has one. Null when it does not look like one.
 * Range: up to 320 characters (RFC 5321: 64 + @ + 255). Whether it exists only a mail can tell.
 */
export function parseEmail(text: string): string | null {
  const email = text.trim().normalize('NFC').toLowerCase();
  return email.length <= longest && shape.test(email) ? email : null;
}
