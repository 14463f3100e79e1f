import { runGateway } from './process.js';

/** `node dist/gateway/main.js` */
await runGateway();
