import type { QueryRunner } from 'typeorm';
import { migrationsOf } from '../../standalone/migrate.js';
import type { SubgraphDefinition } from '../../subgraphs/kit/index.js';
import { statementsOf } from './statements.js';

/** Those that ran before anybody served from these tables. */
const FIRST_RELEASE = new Set([1, 2, 3, 101, 102]);

/** A comment of the statement that takes away what a release, which it names, has stopped using. */
const CONTRACT = /--[^\n]*\bcontract\b[^\n]*\b\d+\.\d+/i;

const TABLE = '(?:ONLY\\s+)?(?:public\\.)?"?(\\w+)"?';
const ALTER = new RegExp(`^ALTER TABLE (?:IF EXISTS )?${TABLE}\\s`, 'i');
const CREATED = new RegExp(`^CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?${TABLE}`, 'i');
const INDEXED = new RegExp(`^CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY)(?:.* )?ON ${TABLE}`, 'i');

/**
 * What `npm run check` refuses in migrations, each fault naming its migration and what to do instead: statements that rewrite or scan a table
 * under a lock for which everybody waits, and those that take away what the release before still uses (expand, then contract).
 */
export async function migrationFaults(definition: SubgraphDefinition): Promise<string[]> {
  const faults: string[] = [];
  for (const each of migrationsOf(definition)) {
    const migration = new each();
    const name = migration.name ?? each.name;
    if (FIRST_RELEASE.has(Number(name.slice(-13)))) continue;
    const sql: string[] = [];
    await migration.up({ query: async (text: string) => void sql.push(text) } as unknown as QueryRunner).catch(() => {
      faults.push(`${definition.name}: ${name} reads before it writes: this check cannot see what it would do.`);
    });
    for (const fault of statementFaults(sql.join(';\n'), migration.transaction !== false))
      faults.push(`${definition.name}: ${name}: ${fault}`);
  }
  return faults;
}

/** @param inTransaction whether the statements run in one transaction */
export function statementFaults(sql: string, inTransaction = true): string[] {
  const created = new Set<string>();
  return statementsOf(sql).flatMap(({ text, comments }) => {
    const made = CREATED.exec(text);
    if (made) created.add(made[1]!);
    const contracted = CONTRACT.test(comments);
    const fault = faultOf(text, created, contracted, inTransaction);
    return fault ? [`${text.slice(0, 80)}: ${fault}`] : [];
  });
}

function faultOf(
  text: string,
  created: ReadonlySet<string>,
  contracted: boolean,
  inTransaction: boolean,
): string | null {
  const index = INDEXED.exec(text);
  if (index && !created.has(index[1]!)) return 'create it CONCURRENTLY, in a migration with `transaction = false`.';
  if (/\bCONCURRENTLY\b/i.test(text) && inTransaction)
    return 'CONCURRENTLY needs a migration with `transaction = false`.';
  if (/^REINDEX (?!.*CONCURRENTLY)|^VACUUM .*FULL|^CLUSTER\b/i.test(text))
    return 'it shuts the table for as long as it takes.';
  if (/^DROP (TABLE|VIEW|SCHEMA|TYPE|FUNCTION|SEQUENCE)/i.test(text) && !contracted) return SAY_CONTRACT;
  if (/^DO\b/i.test(text)) return 'what a block does is hidden from this check: write the statements themselves.';
  const table = ALTER.exec(text)?.[1];
  if (!table || created.has(table)) return null;
  return alterationFault(text, contracted);
}

const SAY_CONTRACT = 'the release before still uses it: say in a comment `-- contract: VERSION no longer uses it`.';

function alterationFault(text: string, contracted: boolean): string | null {
  for (const part of partsOf(text)) {
    if (/^ADD (COLUMN\b)?(?!\s*(CONSTRAINT|CHECK|FOREIGN|UNIQUE|PRIMARY|EXCLUDE)\b)/i.test(part)) {
      if (/\bNOT NULL\b/i.test(part) && !/\bDEFAULT\b|\bGENERATED\b/i.test(part))
        return 'add it with a DEFAULT, or NULL first.';
      if (
        /\bGENERATED ALWAYS AS\b.*\bSTORED\b|\bDEFAULT\b.*\b(clock_timestamp|gen_random_uuid|random|nextval)\b|\bserial\b|\bIDENTITY\b/i.test(
          part,
        )
      )
        return 'it computes a value for every row and rewrites the table: add it NULL, fill it in steps.';
      if (/\b(UNIQUE|PRIMARY KEY)\b/i.test(part))
        return 'create the index CONCURRENTLY, then ADD CONSTRAINT … USING INDEX.';
      if (/\b(CHECK|REFERENCES)\b/i.test(part))
        return 'add the constraint by itself, NOT VALID, then VALIDATE it in a later migration.';
    }
    if (/^ADD\b.*\b(CHECK|FOREIGN KEY)\b/i.test(part) && !/\bNOT VALID\b/i.test(part))
      return 'add it NOT VALID, then VALIDATE CONSTRAINT in a later migration.';
    if (/^ADD\b.*\b(UNIQUE|PRIMARY KEY|EXCLUDE)\b/i.test(part) && !/\bUSING INDEX\b/i.test(part))
      return 'create the index CONCURRENTLY, then ADD CONSTRAINT … USING INDEX.';
    if (/^ALTER\b.*\bTYPE\b/i.test(part)) return 'it rewrites the table: add another column, fill it in steps.';
    if (/^ALTER\b.*\bSET NOT NULL\b/i.test(part))
      return 'add CHECK (… IS NOT NULL) NOT VALID and validate it in a later migration.';
    if (/^SET (UN)?LOGGED|^SET TABLESPACE/i.test(part)) return 'it rewrites the table.';
    if (/^(DROP|RENAME)\b/i.test(part) && !/^DROP (CONSTRAINT|DEFAULT)/i.test(part) && !contracted) return SAY_CONTRACT;
  }
  return null;
}

/** `ALTER TABLE x ADD a int, ADD b numeric(3, 1)` does two things: commas within brackets divide nothing. */
function partsOf(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text.replace(ALTER, '')) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}
