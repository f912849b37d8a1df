/** The one rule, as a tool reads it: routes -> use-cases -> queries -> domain; never up, never sideways. */

const everything = '^(src|db|test|e2e|bench|scripts|node_modules)/';
/** Who may open the database: the start of the application, and what runs beside it. */
const opensTheDatabase =
  '^(src/hooks\\.server\\.ts|src/lib/server/(running|start)\\.ts|src/lib/server/(database|demo)/|test/|scripts/|bench/|db/tests/)';

const walls = [
  {
    name: 'domain-is-pure',
    comment: 'The study imports nothing but itself.',
    from: { path: '^src/lib/domain/' },
    to: { path: everything, pathNot: '^src/lib/domain/' }
  },
  {
    name: 'domain-has-no-machine',
    comment: 'No clock, file, network or process in the study.',
    from: { path: '^src/lib/domain/' },
    to: { dependencyTypes: ['core'] }
  },
  {
    name: 'queries-speak-sql',
    comment: 'A query knows tables and the domain, nothing above it.',
    from: { path: '^src/lib/server/queries/' },
    to: {
      path: everything,
      pathNot:
        '^(src/lib/domain/|src/lib/server/(queries/|crypto/|db\\.ts|schema\\.generated\\.ts|new-id\\.ts)|node_modules/(@types/)?(kysely|node)/)'
    }
  },
  {
    name: 'use-cases-go-down',
    comment: 'One act: it asks queries and the domain, seals, and has mail sent. It knows no page, no start and no engine.',
    from: { path: '^src/lib/server/use-cases/' },
    to: { path: '^src/(routes|lib/ui)/|^src/lib/server/(database/|demo/|running\\.ts|start\\.ts|settings\\.ts)' }
  },
  {
    name: 'rooms-below-use-cases',
    comment: 'What use cases stand on does not know them.',
    from: { path: '^src/lib/server/(queries|crypto|mail|auth|database)/' },
    to: { path: '^src/lib/server/(use-cases|jobs|demo)/' }
  },
  {
    name: 'vault-stays-inside',
    comment: 'What a page is drawn with, or may one day run in a browser, does not import the vault; load hands it over.',
    from: { path: '^src/(routes/.*(\\.svelte|/\\+(page|layout)\\.ts)$|lib/(ui|i18n|domain)/)' },
    to: { path: '^src/lib/server/', dependencyTypesNot: ['type-only'] }
  },
  {
    name: 'ui-knows-no-feature',
    comment: 'The workshop makes what any page can use.',
    from: { path: '^src/lib/ui/' },
    to: { path: '^src/(routes|lib/(server|content))/' }
  },
  {
    name: 'live-stands-alone',
    comment: 'What runs in the browser during a talk knows the page it finds and nothing of the house.',
    from: { path: '^src/live/' },
    to: { path: '^src/', pathNot: '^src/live/' }
  },
  {
    name: 'live-is-only-loaded',
    comment: 'The editor is a file of its own that the page asks for; nothing of it comes into a page.',
    from: { path: '^src/', pathNot: '^src/live/' },
    to: { path: '^src/live/' }
  },
  {
    name: 'library-reads-only',
    comment: 'The library reads the shelf; it knows the domain and no room above it.',
    from: { path: '^src/lib/content/' },
    to: { path: '^src/(routes|lib/(server|ui))/' }
  },
  {
    name: 'voice-knows-no-room',
    comment: 'Messages are said by everybody and know nobody.',
    from: { path: '^src/lib/i18n/' },
    to: { path: '^src/(routes|lib/(server|ui|content))/' }
  },
  {
    name: 'no-way-back',
    comment: 'A library never reaches into a page.',
    from: { path: '^src/lib/' },
    to: { path: '^src/(routes/|hooks)' }
  },
  {
    name: 'no-test-in-product',
    comment: 'What people run does not lean on what we test with.',
    from: { path: '^src/' },
    to: { path: '^(test|e2e|bench|scripts|db/tests)/' }
  },
  {
    name: 'one-door',
    comment: 'asPerson and asSystem are handed out at the start; nobody opens a door of their own.',
    from: { pathNot: opensTheDatabase },
    to: { path: '^src/lib/server/(db\\.ts|database/)', dependencyTypesNot: ['type-only'] }
  },
  {
    name: 'one-room-with-the-driver',
    comment: 'The driver of the database stays in its room, so that no pool leaves it.',
    from: { path: '^src/', pathNot: '^src/lib/server/database/' },
    to: { path: '^node_modules/(@electric-sql|pg|pg-pool)/', dependencyTypesNot: ['type-only'] }
  },
  {
    name: 'run-time-needs-dependencies',
    comment: 'These files run unbuilt (server.mjs, the database worker, scripts on a server).',
    from: { path: '^src/lib/(server|content)/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/(@sveltejs|svelte|@types)/' }
  },
  {
    name: 'nothing-missing',
    comment: 'Every import leads somewhere.',
    from: {},
    to: { couldNotResolve: true, pathNot: '^(\\$app|\\$types|\\./\\$types)' }
  },
  { name: 'no-cycle', comment: 'No file needs itself.', from: {}, to: { circular: true } },
  {
    name: 'no-folder-cycle',
    comment: 'No room needs itself through another.',
    scope: 'folder',
    from: { path: '^src/lib/' },
    to: { circular: true }
  }
];

export default {
  forbidden: walls.map((wall) => ({ ...wall, severity: 'error' })),
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '\\.svelte-kit', 'build'] },
    exclude: { path: '(\\.test\\.ts|\\$types)$' },
    enhancedResolveOptions: { conditionNames: ['svelte', 'node', 'import', 'types', 'default'], exportsFields: ['exports'] }
  }
};
