import { readConfig } from '../standalone/config.js';
import { AUDIENCE, DEMO_ACCOUNTS } from '../standalone/seed/index.js';
import { signIn } from '../standalone/sign-in.js';

/** `npm run -s token -- ACCOUNT`: signs a demo account in at the running hub and prints its access token. */
const [account] = process.argv.slice(2);
if (!account) {
  console.error(
    `Which account? npm run -s token -- ACCOUNT, one of:\n  ${DEMO_ACCOUNTS.map((a) => a.sub).join('\n  ')}`,
  );
  process.exit(2);
}
try {
  const { host, port } = readConfig(process.env);
  console.log(await signIn({ issuer: `http://${host}:${port}/oidc`, audience: AUDIENCE, sub: account }));
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
