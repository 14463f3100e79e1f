import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildSchema, parse } from 'graphql';

const FOLDER = 'web/generated/';
const OPERATIONS = 'schema/operations';

const SCALARS = { DateTimeISO: 'string', LocalDate: 'string' };

/**
 * Types of the hub's own operations by the client preset, into web/generated. Of a document the browser gets the SHA-256 of its file, byte for byte,
 * and not its text: it can send nothing but what the hub has registered (docs/adr/0011-only-registered-operations.md).
 */
export async function writeOperationTypes(): Promise<void> {
  const schema = parse(await readFile('schema/api.graphql', 'utf8'));
  const schemaAst = buildSchema(await readFile('schema/api.graphql', 'utf8'));
  const texts = new Map<string, string>();
  for (const file of (await readdir(OPERATIONS)).filter((name) => name.endsWith('.graphql')).sort())
    texts.set(file.replace('.graphql', ''), await readFile(`${OPERATIONS}/${file}`, 'utf8'));
  const documents = [...texts].map(([name, text]) => ({
    location: `${OPERATIONS}/${name}.graphql`,
    document: parse(text),
    rawSDL: text,
  }));
  const outputs = await preset.buildGeneratesSection({
    baseOutputDir: FOLDER,
    schema,
    schemaAst,
    documents,
    config: { scalars: SCALARS, strictScalars: false, enumsAsTypes: true, useTypeImports: true, skipTypename: true },
    presetConfig: {
      fragmentMasking: false,
      persistedDocuments: {
        mode: 'replaceDocumentWithHash',
        hashPropertyName: 'documentId',
        hashAlgorithm: (printed: string) => hashOf(texts, printed),
      },
    },
    plugins: [],
    pluginMap: {},
    pluginContext: {},
  });
  await rm(FOLDER, { recursive: true, force: true });
  for (const output of outputs) {
    if (!output.filename.endsWith('/graphql.ts')) continue;
    const text = await codegen({ ...output, schema, schemaAst, documents: output.documents ?? documents });
    await mkdir(dirname(output.filename), { recursive: true });
    await writeFile(output.filename, await apart(text, `${dirname(output.filename)}/documents`));
  }
}

const DOCUMENT = /^export const (\w+Document) = (.*) as unknown as DocumentNode<(\w+), (\w+)>;$/gm;

/** Each document in a file of its own, so that a part of the console which is fetched later brings its own along: hashes do not compress. */
async function apart(text: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [, name, value, result, variables] of text.matchAll(DOCUMENT)) {
    const types = [...new Set([result, variables])].join(', ');
    await writeFile(
      `${folder}/${name}.ts`,
      `import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { ${types} } from '../graphql';

export const ${name} = ${value} as unknown as TypedDocumentNode<${result}, ${variables}>;
`,
    );
  }
  return text.replace(DOCUMENT, "export { $1 } from './documents/$1';");
}

function hashOf(texts: ReadonlyMap<string, string>, printed: string): string {
  const name = /\b(?:query|mutation) (\w+)/.exec(printed)?.[1] ?? '';
  const text = texts.get(name);
  if (text === undefined) throw new Error(`There is no operation ${name} in ${OPERATIONS}.`);
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
