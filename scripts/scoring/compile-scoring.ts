import wabt from 'wabt';

/** The text of the inner loops of scoring, and where their code is kept. */
export const scoringFiles = {
  text: 'src/lib/domain/matching/score-row.wat',
  code: 'src/lib/domain/matching/score-row.generated.ts'
};

/** The module that holds the code of a text in WebAssembly's own notation; throws what is wrong with the text, and where. */
export async function compileScoring(text: string): Promise<string> {
  const compiler = await wabt();
  const module = compiler.parseWat(scoringFiles.text, text, { simd: true, sat_float_to_int: true });
  try {
    module.validate();
    const code = Buffer.from(module.toBinary({}).buffer).toString('hex');
    return `// Written by \`npm run compile-scoring\` from score-row.wat.\nexport const scoreRowCode =\n  '${code}';\n`;
  } finally {
    module.destroy();
  }
}
