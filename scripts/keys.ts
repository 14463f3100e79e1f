import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SUBGRAPHS } from '../standalone/subgraphs.js';
import { everySigningKey, GATEWAY, makeOwnKeys, type OwnKeys } from '../subgraphs/kit/index.js';
import { writeCertificates } from './keys/certificates.js';
import { completeEnvironment, containerUser, environmentNames } from './keys/environment.js';
import { giveAway, readKeyFolders, writeKeyFolders } from './keys/folders.js';
import { allRewrapped } from './keys/rewrapped.js';
import { rotated, vaultForgotten, vaultRotated } from './keys/rotate.js';

/**
 * `npm run keys -- create | list | public | rotate | rotate-vault | forget-vault | certificates`: the key folders of the processes, below --folder (default .keys).
 * create makes what is missing and changes nothing that is there.
 */
const USAGE = `npm run keys -- create        keys, certificates and passwords that are missing; changes none that is there
npm run keys -- list          which keys there are, from when and until when; never the keys themselves
npm run keys -- public        public keys that each process signs or has signed with, for npm run verify-log
npm run keys -- rotate        new keys beside the old ones; no process is restarted
npm run keys -- rotate-vault  a new master key of the vault; npm run rewrap-vault brings what is there under it
npm run keys -- forget-vault  drops the master keys before it, if the vault's database (VAULT_DATABASE_URL) says that all is rewrapped;
                              the addresses in a backup from before that open no more
npm run keys -- certificates  new TLS certificates; a process takes its own at its next start

  --folder FOLDER      where the key folders are (.keys)
  --environment FILE   create: where passwords are added (.env)
  --process NAME       public, rotate, certificates: only for this process; may be repeated
  --in SECONDS         rotate: when the new keys are used (60); every process must have its folder by then
  --keep SECONDS       rotate: how long the old ones are accepted after that (600)
  --days DAYS          certificates: how long they are valid (397)
  --host NAME          certificates: a further name or address under which the processes are called; may be repeated`;

const NAMES = [GATEWAY, ...SUBGRAPHS.map(({ name }) => name)];
/** They have a certificate of the hub's authority and no keys of their own. */
const OTHERS = ['keycloak'];

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      folder: { type: 'string', default: '.keys' },
      environment: { type: 'string', default: '.env' },
      process: { type: 'string', multiple: true, default: NAMES },
      in: { type: 'string', default: '60' },
      keep: { type: 'string', default: '600' },
      days: { type: 'string', default: '397' },
      host: { type: 'string', multiple: true, default: [] },
    },
  });
  const { folder, process: processes, host } = values;
  const unknown = processes.find((name) => ![...NAMES, ...OTHERS].includes(name));
  if (unknown) throw new Error(`--process ${unknown}: there is no such process. They are ${NAMES.join(', ')}.`);
  const number = (option: 'in' | 'keep' | 'days') => {
    const value = Number(values[option]);
    if (!Number.isInteger(value) || value < 0) throw new Error(`--${option} must be a whole number.`);
    return value;
  };
  const kept = await readKeyFolders(folder);
  switch (positionals.join(' ')) {
    case 'create': {
      await writeKeyFolders(folder, makeOwnKeys(NAMES.slice(1), kept), SUBGRAPHS);
      const fresh = NAMES.filter((name) => !kept[name]);
      if (fresh.length > 0) await writeCertificates(folder, [...fresh, ...OTHERS], number('days'), host);
      console.log(fresh.length > 0 ? `Made in ${folder}: ${fresh.join(', ')}.` : 'Every process has its keys already.');
      if (process.getuid?.() === 0) await giveAway(folder, containerUser());
      const added = await completeEnvironment(values.environment, environmentNames(NAMES.slice(1)));
      if (added.length > 0) console.log(`Added to ${values.environment}: ${added.join(', ')}.`);
      break;
    }
    case 'list':
      for (const [name, own] of Object.entries(kept)) list(name, own);
      break;
    case 'public': {
      const signing = processes
        .filter((name) => kept[name])
        .map(async (name) => [name, { keys: await everySigningKey(join(folder, name)) }]);
      console.log(JSON.stringify(Object.fromEntries(await Promise.all(signing)), null, 2));
      break;
    }
    case 'rotate': {
      const change = { inSeconds: number('in'), keepSeconds: number('keep') };
      await writeKeyFolders(folder, rotated(kept, processes, change), SUBGRAPHS);
      console.log(`New keys are used in ${change.inSeconds} s; the old ones end ${change.keepSeconds} s later.`);
      break;
    }
    case 'rotate-vault':
    case 'forget-vault': {
      const change = positionals[0] === 'rotate-vault' ? vaultRotated : vaultForgotten;
      if (change === vaultForgotten) await allRewrapped(kept['shelter-capacity'], process.env.VAULT_DATABASE_URL);
      const vaults = SUBGRAPHS.filter(({ name, vault }) => vault && kept[name]).map(({ name }) => name);
      await writeKeyFolders(
        folder,
        { ...kept, ...Object.fromEntries(vaults.map((name) => [name, change(kept[name]!)])) },
        SUBGRAPHS,
      );
      console.log(`${positionals[0]}: ${vaults.join(', ')}.`);
      if (change === vaultForgotten) console.log('Addresses in a backup from before they were rewrapped open no more.');
      break;
    }
    case 'certificates':
      await writeCertificates(folder, processes, number('days'), host);
      console.log(`New certificates for ${processes.join(', ')}: restart them one after the other.`);
      break;
    default:
      console.error(USAGE);
      process.exitCode = 2;
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

function list(name: string, own: OwnKeys): void {
  const when = (seconds: number | undefined) => (seconds ? new Date(seconds * 1000).toISOString() : 'always');
  const span = ({ kid, nbf, exp }: { kid: string; nbf?: number | undefined; exp?: number | undefined }) =>
    `${kid}  from ${when(nbf)}  until ${when(exp)}`;
  for (const key of own.signing.keys) console.log(`${name}  signing  ${span(key)}`);
  if (own.vaultMastersBefore?.length)
    console.log(`${name}  vault  ${own.vaultMastersBefore.length} before the one of now`);
  for (const [subgraph, { keys }] of Object.entries(own.disclosure))
    for (const key of keys) console.log(`${name}  disclosure of ${subgraph}  ${span(key)}`);
}
