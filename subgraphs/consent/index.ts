import type { GraphQLResolveInfo } from 'graphql';
import { KitTables, type SubgraphContext, type SubgraphDefinition } from '../kit/index.js';
import { AccessLogResolver } from './access-log/resolver.js';
import { ConflictWallResolver, WALL_MESSAGES } from './conflict-wall/resolver.js';
import { ConsentResolver } from './consent/resolver.js';
import { LegalBasisResolver } from './legal-basis/resolver.js';
import { Consent } from './migrations/0002-consent.js';
import { VictimResolver } from './victim/resolver.js';
import { Victim } from './victim/types.js';
import { openVictim } from './victim/victim.js';

/** Pseudonyms, consents, other legal bases, conflict walls, the disclosure decision and her access log. */
export const consent: SubgraphDefinition = {
  name: 'consent',
  resolvers: [VictimResolver, ConsentResolver, LegalBasisResolver, ConflictWallResolver, AccessLogResolver],
  orphanedTypes: [Victim],
  references: {
    Victim: (reference: { key: string }, ctx: SubgraphContext, info: GraphQLResolveInfo) =>
      openVictim(ctx, reference.key, info),
  },
  entities: [],
  migrations: [KitTables, Consent],
  appendOnly: ['access_log'],
  calls: ['directory.recipientKnown', ...WALL_MESSAGES.map(({ subgraph, operation }) => `${subgraph}.${operation}`)],
  messages: WALL_MESSAGES,
};
