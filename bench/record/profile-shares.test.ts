import { describe, expect, test } from '@jest/globals';
import { type ProfileNode, sharesOf } from './profile-shares.js';

const node = (id: number, functionName: string, url: string, children: number[] = []): ProfileNode => ({
  id,
  callFrame: { functionName, url, lineNumber: 1 },
  children,
});

const nodes = [
  node(1, '(root)', '', [2, 5, 6, 7]),
  node(2, 'execute', 'file:///anywhere/node_modules/graphql/execution/execute.js', [3]),
  node(3, 'query', 'file:///anywhere/node_modules/pg/lib/client.js', [4]),
  node(4, 'writeGeneric', 'node:internal/stream_base_commons'),
  node(5, '(idle)', ''),
  node(6, 'parserOnHeaders', 'node:_http_common'),
  node(7, 'toString', ''),
];

describe('whose time it was', () => {
  test("what Node does for a part is that part's, and nobody else's twice", () => {
    const shares = sharesOf(nodes, [4, 4, 2, 5, 6], [10, 20, 5, 100, 7]);
    expect(Object.fromEntries(shares.map(({ part, micros }) => [part, micros]))).toEqual({
      'PostgreSQL client': 30,
      'GraphQL execution': 5,
      idle: 100,
      'HTTP and Node': 7,
    });
  });

  test('a function is named from its package on, not by where it lies on this machine', () => {
    const [share] = sharesOf(nodes, [4], [10]);
    expect(share!.top).toEqual([
      { name: 'query (pg/lib/client.js) > writeGeneric (node:internal/stream_base_commons)', micros: 10 },
    ]);
  });

  test('a function called like a method of every object is still only a name', () => {
    expect(sharesOf(nodes, [7], [3])).toEqual([
      { part: 'HTTP and Node', micros: 3, top: [{ name: 'toString', micros: 3 }] },
    ]);
  });
});
