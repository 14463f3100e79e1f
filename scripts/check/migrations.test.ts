import { describe, expect, test } from '@jest/globals';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';
import { KIT_MIGRATIONS, type SubgraphDefinition } from '../../subgraphs/kit/index.js';
import { migrationFaults, statementFaults } from './migrations.js';

describe('a migration is refused that', () => {
  test.each([
    ['adds what must be there without saying what', 'ALTER TABLE victim ADD COLUMN a text NOT NULL', 'DEFAULT'],
    ['does so without the word COLUMN', 'ALTER TABLE public.victim ADD a text NOT NULL', 'DEFAULT'],
    ['does so after something harmless', 'ALTER TABLE victim ADD a text, ADD b numeric(3, 1) NOT NULL', 'DEFAULT'],
    ['computes a value for each row', 'ALTER TABLE victim ADD a uuid NOT NULL DEFAULT gen_random_uuid()', 'rewrites'],
    ['generates a column', 'ALTER TABLE victim ADD a text GENERATED ALWAYS AS (lower(b)) STORED', 'rewrites'],
    ['changes a type', 'ALTER TABLE victim ALTER COLUMN a TYPE bigint', 'rewrites'],
    ['sets a type', 'ALTER TABLE victim ALTER a SET DATA TYPE bigint', 'rewrites'],
    ['looks at every row for a null', 'ALTER TABLE victim ALTER a SET NOT NULL', 'NOT VALID'],
    ['checks every row', "ALTER TABLE victim ADD CONSTRAINT x CHECK (a <> ';')", 'NOT VALID'],
    ['checks every row without a name', 'alter table victim add check (a > 0)', 'NOT VALID'],
    ['looks every row up elsewhere', 'ALTER TABLE ONLY victim ADD FOREIGN KEY (a) REFERENCES b', 'NOT VALID'],
    ['adds a column that does', 'ALTER TABLE victim ADD a uuid REFERENCES b', 'NOT VALID'],
    ['builds a unique index under a lock', 'ALTER TABLE victim ADD UNIQUE (a)', 'USING INDEX'],
    ['builds an index under a lock', 'CREATE UNIQUE INDEX x ON victim (a)', 'CONCURRENTLY'],
    ['builds an index without a name', 'CREATE INDEX ON victim (a)', 'CONCURRENTLY'],
    ['hides in a block', 'DO $$ BEGIN DROP TABLE victim; END $$', 'hidden'],
    ['takes a column away', 'ALTER TABLE victim DROP COLUMN a', 'contract'],
    ['takes a table away', 'DROP TABLE victim', 'contract'],
    ['renames', 'ALTER TABLE victim RENAME COLUMN a TO b', 'contract'],
    ['says contract and names no release', '-- contract: gone\nALTER TABLE victim RENAME TO b', 'contract'],
    ['hides behind another statement', "SELECT ';'; -- x\n DROP TABLE victim", 'contract'],
    [
      'builds an index outside, but says it is inside',
      'CREATE INDEX CONCURRENTLY x ON victim (a)',
      'transaction = false',
    ],
  ])('%s', (_, sql, advice) => {
    expect(statementFaults(sql)).toEqual([expect.stringContaining(advice)]);
  });

  test.each([
    ['adds', "ALTER TABLE victim ADD COLUMN a text, ADD b int NOT NULL DEFAULT 0, ADD c text DEFAULT 'x, NOT NULL'"],
    ['adds a check for later', 'ALTER TABLE victim ADD CONSTRAINT x CHECK (a > 0) NOT VALID'],
    ['validates', 'ALTER TABLE victim VALIDATE CONSTRAINT x'],
    ['takes an index as a constraint', 'ALTER TABLE victim ADD CONSTRAINT x UNIQUE USING INDEX x'],
    ['drops a constraint', 'ALTER TABLE victim DROP CONSTRAINT x'],
    [
      'makes a table and all that is on it',
      'CREATE TABLE n (a int); CREATE INDEX x ON n (a); ALTER TABLE n ADD CHECK (a > 0)',
    ],
    ['contracts', '-- contract: 0.3 reads it no more\nALTER TABLE victim DROP COLUMN a'],
    [
      'speaks of it',
      "COMMENT ON TABLE victim IS 'DROP TABLE victim; DROP TABLE b'; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; SELECT 2 $$",
    ],
  ])('but not one that %s', (_, sql) => {
    expect(statementFaults(sql)).toEqual([]);
  });

  test('and an index that is built CONCURRENTLY outside a transaction', () => {
    expect(statementFaults('CREATE INDEX CONCURRENTLY x ON victim (a)', false)).toEqual([]);
  });
});

describe('the migrations of a subgraph', () => {
  class Careless0000000000900 {
    readonly name = 'Careless0000000000900';
    async up(runner: { query(sql: string): Promise<unknown> }) {
      await runner.query('CREATE TABLE n (a int)');
      await runner.query('CREATE INDEX x ON n (a); CREATE INDEX y ON outbox (operation)');
    }
    async down() {}
  }
  class Reading0000000000901 extends Careless0000000000900 {
    override readonly name = 'Reading0000000000901' as never;
    override async up(runner: { query(sql: string): Promise<unknown> }) {
      const [row] = (await runner.query('SELECT 1')) as unknown[];
      await runner.query(String(row));
    }
  }

  test('are looked at beyond the first release; one that cannot be looked at is named', async () => {
    const definition = {
      ...SUBGRAPHS[0]!,
      migrations: [...KIT_MIGRATIONS, Careless0000000000900, Reading0000000000901],
    };
    expect(await migrationFaults(definition as unknown as SubgraphDefinition)).toEqual([
      expect.stringMatching(/^directory: Careless0000000000900: CREATE INDEX y ON outbox.*CONCURRENTLY/),
      expect.stringMatching(/^directory: Reading0000000000901 reads before it writes/),
    ]);
  });
});
