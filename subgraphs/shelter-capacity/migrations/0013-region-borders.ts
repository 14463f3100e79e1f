import type { MigrationInterface, QueryRunner } from 'typeorm';
import { neighboursOf, REGION_CODES } from '../../kit/index.js';

const PAIRS = REGION_CODES.flatMap((code) => neighboursOf(code).map((neighbour) => ({ code, neighbour })));

/** Which regions border is what the directory says: Ulytau borders on Zhambyl and not on Akmola. */
export class RegionBorders implements MigrationInterface {
  readonly name = 'RegionBorders0000000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM region_border');
    await runner.query(
      'INSERT INTO region_border (region_code, neighbour_code) SELECT code, neighbour FROM jsonb_to_recordset($1) AS p (code text, neighbour text)',
      [JSON.stringify(PAIRS)],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const old = "('KZ-11', 'KZ-62'), ('KZ-62', 'KZ-11')";
    await runner.query(`
      DELETE FROM region_border WHERE (region_code, neighbour_code) IN (('KZ-31', 'KZ-62'), ('KZ-62', 'KZ-31'));
      INSERT INTO region_border (region_code, neighbour_code) VALUES ${old}`);
  }
}
