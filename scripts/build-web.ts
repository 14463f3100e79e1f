import { webIsCurrent, writeWeb } from './web/build.js';
import { firstLoadKilobytes } from './web/first-load.js';

/** `npm run build:web`: the console, from `web/` into `dist/web`; nothing is done when what is there is of these very sources. */
if (await webIsCurrent()) console.log('The console is built already.');
else {
  await writeWeb();
  console.log(
    `The console is built: ${(await firstLoadKilobytes()).toFixed(1)} KB of compressed JavaScript on first load.`,
  );
}
