import { render } from 'preact';
import { App } from './App';
import { type Config, readConfig } from './config';
import { language } from './language/language';
import { standing } from './session/session';
import { cameBack, sessionBroughtBack } from './session/sign-in';
import './style/main.scss';

const root = document.getElementById('desk')!;

// a page that is left is emptied: going back to it shows nothing of what it showed
addEventListener('pagehide', () => render(null, root));
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});

language.choose(language.get());
const config = await readConfig().catch((): Config | null => null);
if (config && cameBack()) {
  await sessionBroughtBack(config.signIn, config.tokenMaximumAgeMs).then(
    (session) => standing.set({ is: 'in', session }),
    () => standing.set({ is: 'out', why: 'failed' }),
  );
} else {
  sessionStorage.clear();
  if (location.hash === '#out') standing.set({ is: 'out', why: 'left' });
  history.replaceState(null, '', location.pathname);
}
render(<App config={config} />, root);
