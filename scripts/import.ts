import { commandOf, USAGE, WrongCommand } from './import/command.js';
import { runImport } from './import/run.js';

/** `npm run import`: published data into a running hub. */
async function main(): Promise<number> {
  const directory = process.env.INIT_CWD ?? process.cwd();
  const command = await commandOf(process.argv.slice(2), directory, process.env);
  if (command.kind === 'HELP') {
    console.log(USAGE);
    return 0;
  }
  const { url, token } = command;
  const report = await runImport(command, {
    token: async () => token ?? demoAdministrator(new URL(url).origin),
    print: (line) => console.log(line),
  });
  return report.accountedFor ? 0 : 1;
}

/** The sign-in and the provider that it belongs to are loaded only when nobody gave a token. */
async function demoAdministrator(origin: string): Promise<string> {
  const { AUDIENCE } = await import('../standalone/seed/index.js');
  const { signIn } = await import('../standalone/sign-in.js');
  return signIn({ issuer: `${origin}/oidc`, audience: AUDIENCE, sub: 'administrator' });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const wrong = error instanceof WrongCommand;
    console.error(wrong ? `${error.message}\n\n${USAGE}` : error instanceof Error ? error.message : String(error));
    process.exitCode = wrong ? 2 : 1;
  },
);
