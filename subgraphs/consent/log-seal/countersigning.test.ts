import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { cosignedAt, type PublicKey, parseNote, transaction } from '../../kit/index.js';
import { SealedLog, TREE, WITNESS } from '../test/sealed-log.js';
import { newEpochIsDue } from './seal.js';

let log: SealedLog;
beforeAll(async () => {
  log = await SealedLog.open();
});
beforeEach(() => log.forget());
afterAll(() => log?.close());

const heads = (): Promise<{ epoch: number; size: string; note: string; line: string | null }[]> =>
  log.owner.query(`SELECT c.epoch, c.size, c.note, w.line FROM log_checkpoint c LEFT JOIN log_cosignature w USING (epoch, size)
    ORDER BY c.epoch, c.size`);
const sizes = async () =>
  (await heads()).map(({ epoch, size, line }) => `${epoch}:${size}${line ? ' countersigned' : ''}`);
const held = (): Promise<{ origin: string; size: string }[]> =>
  log.hub.db(WITNESS).query('SELECT origin, size FROM witnessed_checkpoint ORDER BY number');
const unsealed = async () => (await log.owner.query('SELECT count(*)::int AS n FROM log_unsealed'))[0].n as number;
async function sealed(times: number, process = log.process()): Promise<void> {
  await log.look(times);
  await process.run();
}

/** What the tables of the log hold, to be put back: as a restore by other means than ours does. */
async function backup(): Promise<() => Promise<void>> {
  const tables = ['access_log', ...TREE];
  for (const table of tables) {
    await log.owner.query(`DROP TABLE IF EXISTS kept_${table}`);
    await log.owner.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
  }
  return async () => {
    await log.owner.query(`TRUNCATE ${tables.join(', ')}`);
    await log.owner.query('ALTER TABLE access_log DISABLE TRIGGER USER');
    for (const table of tables)
      await log.owner.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE TABLE kept_${table}`);
    await log.owner.query('ALTER TABLE access_log ENABLE TRIGGER USER');
  };
}

describe('a checkpoint', () => {
  test('is countersigned by the organisation that owns SHELTER, which remembers it', async () => {
    await sealed(3);
    const [head] = await heads();
    const keys = log.secrets.trusted.get(WITNESS)!.keys as PublicKey[];
    expect(cosignedAt(parseNote(head!.note + head!.line), WITNESS, keys)!.getTime()).toBeGreaterThan(
      Date.now() - 60_000,
    );
    expect(await held()).toEqual([{ origin: head!.note.split('\n')[0], size: '3' }]);
    await sealed(2);
    expect(await sizes()).toEqual(['1:3 countersigned', '1:5 countersigned']);
    expect(await held()).toMatchObject([{ size: '5' }]);
  });

  test('is countersigned by whichever process comes first; the others find it done', async () => {
    const processes = [log.process(), log.process(), log.process()];
    for (let i = 0; i < 4; i++) {
      await log.look(2);
      await Promise.all(processes.map((each) => each.run()));
    }
    await processes[0]!.run();
    expect((await sizes()).at(-1)).toBe('1:8 countersigned');
    expect(log.events()).not.toContain('log_refused');
    expect(log.events()).not.toContain('sealing_failed');
  });

  test('is not waited for while the witness is away, nor does a look; then the newest is countersigned, and covers all', async () => {
    const process = log.process();
    await sealed(1, process);
    const witness = log.hub.db(WITNESS);
    await witness.query('ALTER TABLE witnessed_checkpoint RENAME TO witness_gone');
    await sealed(2, process);
    await sealed(3, process);
    expect(await sizes()).toEqual(['1:1 countersigned', '1:3', '1:6']);
    expect(log.events()).not.toContain('checkpoint_unwitnessed');
    await log.owner.query("UPDATE log_checkpoint SET signed_at = signed_at - interval '6 minutes'");
    await process.run();
    expect(log.events()).toContain('checkpoint_unwitnessed');
    await witness.query('ALTER TABLE witness_gone RENAME TO witnessed_checkpoint');
    await process.run();
    expect(await sizes()).toEqual(['1:1 countersigned', '1:3', '1:6 countersigned']);
  });

  test('counts its waiting where an operator sees it', async () => {
    const metric = async (name: string) =>
      Number(
        new RegExp(`^dereu_${name}\\{subgraph="consent"\\} (\\S+)$`, 'm').exec(
          (await log.hub.operating.metrics.text()).body,
        )?.[1],
      );
    await log.look(2);
    expect(await metric('looks_unsealed')).toBe(2);
    await log.hub.db(WITNESS).query('ALTER TABLE witnessed_checkpoint RENAME TO witness_gone');
    await log.process().run();
    await log.owner.query("UPDATE log_checkpoint SET signed_at = signed_at - interval '6 minutes'");
    expect(await metric('looks_unsealed')).toBe(0);
    expect(await metric('checkpoint_unwitnessed_seconds')).toBeGreaterThan(359);
    await log.hub.db(WITNESS).query('ALTER TABLE witness_gone RENAME TO witnessed_checkpoint');
  });
});

describe('a database that was put back to an older state', () => {
  test('without a word to anybody cannot grow a second tree: the witness refuses, and nothing is sealed', async () => {
    await sealed(2);
    const restore = await backup();
    await sealed(2);
    await restore();
    await sealed(3);
    expect(log.events()).toContain('log_refused');
    expect(await sizes()).toEqual(['1:2 countersigned']);
    expect(await unsealed()).toBe(3);
    expect(await held()).toMatchObject([{ size: '4' }]);
  });

  test('goes on in a new tree, which names what the witness had countersigned, once the operator says so', async () => {
    await sealed(2);
    const restore = await backup();
    await sealed(2);
    const [{ note: last }] = await log.hub.db(WITNESS).query('SELECT note FROM witnessed_checkpoint');
    await restore();
    await log.look(3);
    await transaction(log.owner, newEpochIsDue);
    const process = log.process();
    await process.run();
    expect(await sizes()).toEqual(['1:2 countersigned', '2:1 countersigned', '2:4 countersigned']);
    const [{ beginning }] = await log.owner.query('SELECT beginning FROM log_epoch WHERE number = 2');
    expect(JSON.parse(beginning)).toMatchObject({ kind: 'EPOCH', previous: last });
    expect(await held()).toMatchObject([{ size: '4' }, { size: '4' }]);
    expect(log.events()).not.toContain('log_refused');
    await sealed(1, process);
    expect((await sizes()).at(-1)).toBe('2:5 countersigned');
  });

  test('seals again what it had sealed in the place of something else', async () => {
    await sealed(2);
    const restore = await backup();
    const process = log.process();
    await sealed(2, process);
    await restore();
    // this process has asked once already: it finds out only when it presents what it has sealed
    const ids = await log.look(3);
    await process.run();
    expect(await sizes()).toEqual(['1:2 countersigned', '1:5']);
    expect(log.events()).toContain('log_refused');
    await transaction(log.owner, newEpochIsDue);
    await process.run();
    expect(await sizes()).toEqual(['1:2 countersigned', '1:5', '2:1 countersigned', '2:4 countersigned']);
    const again = await log.owner.query(
      'SELECT entry_id FROM log_leaf WHERE epoch = 2 AND entry_id IS NOT NULL ORDER BY leaf',
    );
    expect(again.map((row: { entry_id: string }) => row.entry_id)).toEqual(ids);
  });

  test('waits with the new tree until the witness can say what it holds', async () => {
    await sealed(2);
    await transaction(log.owner, newEpochIsDue);
    const witness = log.hub.db(WITNESS);
    await witness.query('ALTER TABLE witnessed_checkpoint RENAME TO witness_gone');
    await sealed(1);
    expect([await sizes(), await unsealed()]).toEqual([['1:2 countersigned'], 1]);
    await witness.query('ALTER TABLE witness_gone RENAME TO witnessed_checkpoint');
    await log.process().run();
    expect((await sizes()).at(-1)).toBe('2:2 countersigned');
  });
});
