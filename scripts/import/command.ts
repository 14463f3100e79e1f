import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const USAGE = `Imports published data into a running hub.

  npm run import -- hsds FILE [options]
      FILE: JSON; one HSDS 3 organization or service, a list page {"contents": […]} of either, an array of either,
      or the older Open Referral array [{"organization": …, "locs": …}]
  npm run import -- hmis FOLDER --region KZ-75 [options]
      FOLDER: an HMIS CSV export with Organization.csv, Project.csv and Inventory.csv

Options
  --url URL        GraphQL endpoint of the hub (http://127.0.0.1:4000/graphql)
  --token TOKEN    access token of an administrator of the agency that operates the hub. Better in the environment, as
                   DEREU_TOKEN: other users of this computer can see arguments. Without either, the demo administrator
                   of a standalone hub signs in.
  --source NAME    name under which the rows' identifiers are kept (hsds, hmis): give each publisher its own
  --rejects PATH   where to keep what was not taken over as it stands (beside the input, *.rejects.jsonl)
  --region CODE    hmis: region of the shelters by ISO 3166-2, required, since HMIS does not say it in these terms
  --zone ZONE      hmis: their IANA time zone (Asia/Almaty)
  --help           this text

Exit code: 0 when every row was accepted, or reported and kept in the rejects file; 1 when the input could not be read to
its end or the hub could not be reached or refused the caller; 2 when the command is wrong.`;

interface Shared {
  /** Absolute. */
  readonly path: string;
  readonly url: string;
  readonly token: string | undefined;
  readonly source: string;
  readonly rejects: string;
}

export type Command =
  | { readonly kind: 'HELP' }
  | (Shared & { readonly kind: 'HSDS' })
  | (Shared & { readonly kind: 'HMIS'; readonly region: string; readonly zone: string });

/** The command cannot be carried out as it was given. */
export class WrongCommand extends Error {
  override readonly name = 'WrongCommand';
}

/**
 * Reads the command line.
 * @param directory where relative paths begin: npm runs scripts in the package's folder, not where the person stands
 * @throws WrongCommand
 */
export async function commandOf(
  args: readonly string[],
  directory: string,
  environment: NodeJS.ProcessEnv,
): Promise<Command> {
  const { values, positionals } = parsed(args);
  if (values.help) return { kind: 'HELP' };
  const [format, input, ...rest] = positionals;
  if (format !== 'hsds' && format !== 'hmis') throw new WrongCommand('Say what to import: hsds or hmis.');
  if (input === undefined || rest.length > 0)
    throw new WrongCommand(`Name one ${format === 'hsds' ? 'file' : 'folder'}.`);
  const path = resolve(directory, input);
  const found = await stat(path).catch(() => null);
  if (format === 'hsds' ? !found?.isFile() : !found?.isDirectory()) {
    throw new WrongCommand(`${path} is no ${format === 'hsds' ? 'file' : 'folder'} that can be read.`);
  }
  if (!URL.canParse(values.url)) throw new WrongCommand(`--url ${values.url} is no web address.`);
  const beside = format === 'hsds' ? `${path}.rejects.jsonl` : join(path, 'hmis.rejects.jsonl');
  const rejects = values.rejects === undefined ? beside : resolve(directory, values.rejects);
  if (rejects === path || basename(rejects).endsWith('.csv'))
    throw new WrongCommand('The rejects file would overwrite the input.');
  const shared = {
    path,
    url: values.url,
    token: values.token ?? (environment.DEREU_TOKEN || undefined),
    source: values.source ?? format,
    rejects,
  };
  if (format === 'hsds') return { kind: 'HSDS', ...shared };
  await requireFiles(path);
  if (!/^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(values.region ?? '')) {
    throw new WrongCommand('Give the region of the shelters by ISO 3166-2, e.g. --region KZ-75.');
  }
  if (!isZone(values.zone)) throw new WrongCommand(`--zone ${values.zone} is no IANA time zone.`);
  return { kind: 'HMIS', ...shared, region: values.region!, zone: values.zone };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        url: { type: 'string', default: 'http://127.0.0.1:4000/graphql' },
        token: { type: 'string' },
        source: { type: 'string' },
        rejects: { type: 'string' },
        region: { type: 'string' },
        zone: { type: 'string', default: 'Asia/Almaty' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new WrongCommand((error as Error).message);
  }
}

async function requireFiles(folder: string): Promise<void> {
  const present = await readdir(folder);
  const missing = ['Organization.csv', 'Project.csv', 'Inventory.csv'].filter((file) => !present.includes(file));
  if (missing.length > 0) throw new WrongCommand(`${folder} lacks ${missing.join(' and ')}.`);
}

function isZone(zone: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC';
}
