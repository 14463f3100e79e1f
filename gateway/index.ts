export { InProcessDataSource } from './data-sources/in-process.js';
export { type Gateway, type GatewayOptions, startGateway } from './server.js';
