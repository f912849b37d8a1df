import { defineConfig } from 'vite';

/** The editor of live notes as one file, apart from the pages: only the page of a talk asks for it. docs/decisions/0010. */
export default defineConfig({
  publicDir: false,
  tsconfig: 'src/live/tsconfig.json', // the one of the house leans on what SvelteKit writes later
  build: {
    outDir: 'static/live',
    emptyOutDir: true,
    target: 'es2023',
    reportCompressedSize: false,
    rolldownOptions: {
      input: 'src/live/main.ts',
      output: { entryFileNames: 'notes.js', codeSplitting: false }
    }
  }
});
