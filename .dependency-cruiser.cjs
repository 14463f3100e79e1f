/** Who may import whom (docs/architecture.md): data stays with the subgraph that owns it because no code can reach across. */
module.exports = {
  forbidden: [
    {
      name: 'kit-knows-no-domain',
      comment: 'kit is what every subgraph shares; it imports none of them, nor the gateway, nor standalone.',
      severity: 'error',
      from: { path: '^subgraphs/kit/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(gateway|standalone|worker|scripts|bench|test)/|^subgraphs/(?!kit/)' },
    },
    {
      name: 'subgraphs-import-kit-only',
      comment: 'A subgraph imports kit (through its index) and itself; other subgraphs are called through HubClient.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/', pathNot: '^subgraphs/kit/|\\.test\\.ts$|/test/' },
      to: {
        path: '^(gateway|standalone|worker|scripts|bench|test|subgraphs)/',
        pathNot: '^subgraphs/$1/|^subgraphs/kit/index\\.ts$',
      },
    },
    {
      name: 'gateway-imports-no-subgraph',
      comment: 'The gateway knows subgraphs by the supergraph alone; of kit it takes the words, through its index.',
      severity: 'error',
      from: { path: '^gateway/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(standalone|worker|scripts|bench|test|subgraphs)/', pathNot: '^subgraphs/kit/index\\.ts$' },
    },
    {
      name: 'through-the-index-only',
      comment: 'Of a subgraph or the gateway, others import index.ts and nothing else.',
      severity: 'error',
      from: { path: '^(standalone|worker|scripts|bench|test)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(gateway|subgraphs/[^/]+)/', pathNot: '/index\\.ts$' },
    },
    {
      name: 'elastic-license-behind-one-module',
      comment:
        '@apollo/gateway is under the Elastic License: at run time one module knows it (types apart), what is measured beside it, and the test that counts plans.',
      severity: 'error',
      from: { pathNot: '^(gateway/supergraph|bench/separate/plain-process|test/attacks/planner)\\.ts$' },
      to: { path: '@apollo/(gateway|query-planner)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'her-number-behind-the-gate',
      comment:
        'What is sealed of her details is opened where consent has decided, or by the safe-contact gate (reachHer).',
      severity: 'error',
      from: {
        path: '^subgraphs/referral/',
        pathNot: '^subgraphs/referral/(person-details|safe-contact)/|\\.test\\.ts$',
      },
      to: { path: '^subgraphs/referral/person-details/(sealed-details|version)\\.ts$' },
    },
    {
      name: 'console-imports-nothing-of-the-hub',
      comment:
        'The console knows the hub by its registered operations alone; nothing of it runs in a process of the hub.',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { path: '^(gateway|subgraphs|standalone|worker|scripts|bench|test)/' },
    },
    {
      name: 'nothing-of-the-hub-imports-the-console',
      comment: 'It is built by itself, and served as files.',
      severity: 'error',
      from: { path: '^(gateway|subgraphs|standalone|worker|scripts|bench|test)/' },
      to: { path: '^web/' },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle breaks decorator metadata.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/|^test/routers/node_modules/' },
  },
};
