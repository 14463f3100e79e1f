import { signIn } from '../standalone/sign-in.js';
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
  const issuer = `${new URL(url).origin}/oidc`;
  const report = await runImport(command, {
    token: async () => token ?? signIn({ issuer, audience: 'dereu', sub: 'administrator' }),
    print: (line) => console.log(line),
  });
  return report.accountedFor ? 0 : 1;
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
