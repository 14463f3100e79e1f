import { parseArgs } from 'node:util';
import { AUDIENCE, SEED_AGREEMENTS } from '../standalone/seed/index.js';
import { appointFirstAdministrator } from '../subgraphs/directory/index.js';
import { createDataSource } from '../subgraphs/kit/index.js';

/** `npm run first-administrator`: the agency that operates a new hub, and who administers it. Once. */
const USAGE = `npm run first-administrator -- --issuer https://… --subject ID --kk NAME --ru NAME --en NAME [--region KZ-75] [--zone Asia/Almaty]
OWNER_DATABASE_URL is the directory's database. The names are those of the agency that operates the hub; --issuer is its OpenID provider, and
--subject the administrator's "sub" there: an identifier, never a name. Agreements begin as in standalone/seed/agreements.ts: have a lawyer review them.`;

try {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      issuer: text,
      subject: text,
      kk: text,
      ru: text,
      en: text,
      region: { ...text, default: 'KZ-75' },
      zone: { ...text, default: 'Asia/Almaty' },
    },
  });
  const { issuer, subject, kk, ru, en, region, zone } = values;
  const url = process.env.OWNER_DATABASE_URL?.trim();
  if (!url || !issuer || !subject || !kk || !ru || !en) throw new Error(USAGE);
  const db = await createDataSource({ url, entities: [], migrations: [], poolSize: 1 }).initialize();
  try {
    const made = await appointFirstAdministrator(db, {
      agency: { kk, ru, en },
      regionCode: region,
      zone,
      issuer,
      audience: AUDIENCE,
      subject,
      agreements: SEED_AGREEMENTS,
    });
    console.log(`Agency ${made.agency}, administrator ${made.staff}. The provider's keys are read within a minute.`);
  } finally {
    await db.destroy();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
