import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface Service {
  readonly image: string;
  readonly command: readonly string[];
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly restart: string;
  readonly stop_grace_period?: string;
  readonly environment: Readonly<Record<string, string | number>>;
  readonly ports?: readonly string[];
  /** `SOURCE:TARGET[:ro]` */
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly disable?: boolean; readonly test?: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
}

export const COMPOSE_TEXT = readFileSync('docker-compose.yml', 'utf8');
/** `${NAME}`, and `${NAME:?what to do without it}` */
export const VARIABLE = /\$\{([A-Z_]+)(?::\?[^}]*)?\}/g;

/** The file as it is written, its variables unread. */
export const composeFile = (): ComposeFile => parse(COMPOSE_TEXT, { merge: true }) as ComposeFile;

/** The file as compose starts it with the variables of an .env file. @throws naming a variable that is not there */
export function interpolated(env: string): ComposeFile {
  const variables = new Map([...env.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name!, value!]));
  const filled = COMPOSE_TEXT.replace(VARIABLE, (_all, name: string) => {
    const value = variables.get(name);
    if (!value) throw new Error(`${name} is not in the .env file.`);
    return value;
  });
  return parse(filled, { merge: true }) as ComposeFile;
}

/** The services of the hub's own image. */
export const ownServices = ({ services }: ComposeFile): [string, Service][] =>
  Object.entries(services).filter(([, { image }]) => image === 'dereu');

export const environmentOf = ({ environment }: Service): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)]));

export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

export const mountsOf = ({ volumes = [] }: Service): Mount[] =>
  volumes.map((volume) => {
    const [source = '', target = '', mode] = volume.split(':');
    return { source, target, readOnly: mode === 'ro' };
  });
