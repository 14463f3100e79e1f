import { randomInt } from 'node:crypto';
import { keyed, random, type SubgraphSecrets } from '../../kit/index.js';

/** On the paper alone: 160 random bits. */
export const newToken = (): string => random(20);

export const newPermitNumber = (): string => String(randomInt(10 ** 10)).padStart(10, '0');

/** What is kept of a token. */
export const tokenHmac = (secrets: SubgraphSecrets, token: string): Buffer =>
  keyed(secrets, 'movement-permit/token', token);

/** What is kept of the digits: four can be tried in no time, so nobody can try them who has not the paper, whatever else he has. */
export const bearerHmac = (secrets: SubgraphSecrets, token: string, digits: string): Buffer =>
  keyed(secrets, 'movement-permit/bearer', `${token}\0${digits}`);
