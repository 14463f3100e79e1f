import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express, { type Router } from 'express';

/** Package and the file in it: their `exports` do not name these files, so they are found from each package.json. */
const FILES: Readonly<Record<string, readonly [string, string]>> = {
  'react.js': ['react', 'umd/react.production.min.js'],
  'react-dom.js': ['react-dom', 'umd/react-dom.production.min.js'],
  'graphiql.js': ['graphiql', 'graphiql.min.js'],
  'graphiql.css': ['graphiql', 'graphiql.min.css'],
};

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>GraphiQL</title><link rel="stylesheet" href="/graphiql/graphiql.css">
<style>body{margin:0}#graphiql{height:100vh}</style></head>
<body><div id="graphiql"></div>
<script src="/graphiql/react.js"></script><script src="/graphiql/react-dom.js"></script><script src="/graphiql/graphiql.js"></script>
<script src="/graphiql/start.js"></script></body></html>`;

const START = `const fetcher = GraphiQL.createFetcher({ url: '/graphql' });
const headers = JSON.stringify({ Authorization: 'Bearer <npm run -s token -- officer-almaty>', 'Purpose-Of-Use': 'POLICE_RESPONSE' }, null, 2);
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, { fetcher, defaultHeaders: headers, isHeadersEditorEnabled: true, shouldPersistHeaders: false }));`;

/** GraphiQL from files of our own dependencies, never from elsewhere. For standalone only. */
export function graphiql(): Router {
  const require = createRequire(import.meta.url);
  const router = express.Router();
  router.get('/', (_, res) => {
    res
      .set(
        'content-security-policy',
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:",
      )
      .type('html')
      .send(PAGE);
  });
  router.get('/start.js', (_, res) => {
    res.type('js').send(START);
  });
  for (const [name, [pkg, file]] of Object.entries(FILES)) {
    const path = join(dirname(require.resolve(`${pkg}/package.json`)), file);
    router.get(`/${name}`, (_, res) => res.sendFile(path, { dotfiles: 'allow' }));
  }
  return router;
}
