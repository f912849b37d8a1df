// Makes an organisation with its first administrator and prints a link that signs them in once: npm run organisation
import { createInterface } from 'node:readline';
import { parseEmail } from '#lib/domain/invitation/email.ts';
import { startUp } from '#lib/server/running.ts';
import { createOrganisation, type FirstDays } from '#lib/server/use-cases/create-organisation.ts';

const questions = {
  organisation: 'Name of the organisation: ',
  world: 'Its world (education or work): ',
  name: 'Name of the first administrator: ',
  email: 'Their e-mail address: ',
  language: 'Their language (nl or en): '
} as const;
type Answers = Record<keyof typeof questions, string>;

try {
  const firstDays = read(await ask());
  const house = await startUp({ ...process.env, DEMO: process.env['DEMO'] ?? 'off', LOG_LEVEL: 'silent' }, process.cwd());
  const path = await createOrganisation(house.database.doors.asSystem, house.ring, firstDays);
  await house.database.close();
  console.log(`${firstDays.organisation.name} is there. This link signs ${firstDays.administrator.name} in, once, until tomorrow:`);
  console.log(new URL(path, house.settings.publicUrl).href);
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

/** The answers in the order of the questions: as arguments, or read line by line. */
async function ask(): Promise<Answers> {
  const given = process.argv.slice(2);
  const terminal = createInterface({ input: process.stdin });
  const lines = terminal[Symbol.asyncIterator]();
  const answers = new Map<string, string>();
  for (const [index, [key, question]] of Object.entries(questions).entries()) {
    if (given[index] === undefined) process.stderr.write(question);
    const line = given[index] === undefined ? await lines.next() : { value: given[index], done: false };
    answers.set(key, line.done ? '' : line.value);
  }
  terminal.close();
  return Object.fromEntries(answers) as Answers; // every question was asked
}

function read({ organisation, world, name, email, language }: Answers): FirstDays {
  const address = parseEmail(email);
  if (organisation.trim() === '' || name.trim() === '') throw new Error('The organisation and the administrator need a name.');
  if (address === null) throw new Error('That is not an e-mail address.');
  if (world !== 'education' && world !== 'work') throw new Error('The world is education or work.');
  if (language !== 'nl' && language !== 'en') throw new Error('The language is nl or en.');
  return { organisation: { name: organisation.trim(), world }, administrator: { name: name.trim(), email: address, language } };
}
