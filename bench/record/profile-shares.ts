/** A node of V8's call tree. */
export interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}

/** What a part of the program has taken of the main thread. */
export interface CpuShare {
  readonly part: string;
  /** µs over the whole profile */
  readonly micros: number;
  /** The functions of this part that took the most, by themselves */
  readonly top: readonly { readonly name: string; readonly micros: number }[];
}

/** Whose work a function is, by the file it is in. The first rule that fits counts. */
const PARTS: readonly (readonly [RegExp, string])[] = [
  [/gateway\/identity\/|node_modules\/jose\//, 'token verification'],
  [/gateway\/protection\/|@escape\.tech\//, 'limits, masking'],
  [/gateway\/data-sources\//, 'data source'],
  [/kit\/trust\//, 'assertions'],
  [
    /kit\/http\/|node_modules\/(undici|make-fetch-happen|minipass[\w-]*|@npmcli\/agent|secure-json-parse)\//,
    'calls over HTTP',
  ],
  [/kit\/disclosure-token/, 'disclosure tokens'],
  [/kit\/pairwise-id|@noble\//, 'pairwise ids'],
  [/kit\/encryption\//, 'decryption of details'],
  [/node_modules\/(pg|pg-pool|pg-protocol|pg-types|postgres-\w+|typeorm)\//, 'PostgreSQL client'],
  [/node_modules\/@apollo\/(gateway|query-planner|query-graphs|federation-internals)\//, 'gateway: plan execution'],
  [/node_modules\/graphql\/(validation|language)\//, 'parse and validate'],
  [/node_modules\/graphql\/|@graphql-tools\/utils/, 'GraphQL execution'],
  [/node_modules\/@apollo\/|@as-integrations\//, 'Apollo Server'],
  [
    /node_modules\/(express|router|body-parser|raw-body|finalhandler|send|qs|iconv-lite|type-is|path-to-regexp)\//,
    'Express',
  ],
  [/node_modules\/(type-graphql|graphql-scalars|class-\w+|dataloader)\//, 'resolvers'],
  [/\/subgraphs\//, 'resolvers'],
  [/\/bench\//, 'measuring'],
];

/** V8's own names for what is no function. */
const SPECIAL: ReadonlyMap<string, string> = new Map([
  ['(idle)', 'idle'],
  ['(garbage collector)', 'garbage collection'],
  ['(program)', 'native code (sockets, crypto, timers)'],
]);

/**
 * Divides the sampled time among {@link PARTS}: a sample belongs to the innermost function on its stack that is somebody's, so that
 * what Node does for a part (writing to a socket, a MAC) is that part's.
 */
export function sharesOf(
  nodes: readonly ProfileNode[],
  samples: readonly number[],
  timeDeltas: readonly number[],
): CpuShare[] {
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node] as const)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const owner = new Map(nodes.map((node) => [node.id, partOf(node, parents)]));
  const parts = new Map<string, { micros: number; functions: Map<string, number> }>();
  samples.forEach((id, index) => {
    const micros = timeDeltas[index] ?? 0;
    const { part, name } = owner.get(id) ?? { part: 'other', name: byId.get(id)?.callFrame.functionName ?? '' };
    const share = parts.get(part) ?? { micros: 0, functions: new Map<string, number>() };
    share.micros += micros;
    share.functions.set(name, (share.functions.get(name) ?? 0) + micros);
    parts.set(part, share);
  });
  return [...parts]
    .map(([part, { micros, functions }]) => ({ part, micros, top: largest(functions, 8) }))
    .sort((a, b) => b.micros - a.micros);
}

function partOf(leaf: ProfileNode, parents: ReadonlyMap<number, ProfileNode>): { part: string; name: string } {
  const special = SPECIAL.get(leaf.callFrame.functionName);
  if (special) return { part: special, name: leaf.callFrame.functionName };
  for (let node: ProfileNode | undefined = leaf; node; node = parents.get(node.id)) {
    const { url } = node.callFrame;
    const rule = PARTS.find(([pattern]) => pattern.test(url));
    if (rule)
      return { part: rule[1], name: node === leaf ? shownName(leaf) : `${shownName(node)} > ${shownName(leaf)}` };
  }
  return { part: 'HTTP and Node', name: shownName(leaf) };
}

/** `execute (graphql/execution/execute.js)`: the file from its package on, never where it lies on this machine. */
function shownName({ callFrame: { functionName, url } }: ProfileNode): string {
  const file = url.replace(/^.*\/node_modules\//, '').replace(/^.*\/dist\/(?=gateway|subgraphs|standalone|bench)/, '');
  return `${functionName || '(anonymous)'}${file ? ` (${file})` : ''}`;
}

function largest(functions: ReadonlyMap<string, number>, count: number): { name: string; micros: number }[] {
  return [...functions]
    .map(([name, micros]) => ({ name, micros }))
    .sort((a, b) => b.micros - a.micros)
    .slice(0, count);
}
