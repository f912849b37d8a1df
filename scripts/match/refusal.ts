/** What was given is not as it should be: one sentence for whoever gave it. Any other error is ours, and is shown as it is. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** Refuses what was given. */
export function refuse(sentence: string): never {
  throw new Refusal(sentence);
}

/** The most that is told: a terminal shows it at a glance, whatever was in the file. */
const longest = 300;

/** A sentence on one line, whatever was quoted in it. */
export function onOneLine(sentence: string): string {
  const line = sentence.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
