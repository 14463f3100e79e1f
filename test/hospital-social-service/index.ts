import { Category, KIT_MIGRATIONS, type SubgraphDefinition } from '../../subgraphs/kit/index.js';
import { SupportPlans } from './migrations/0002-support-plans.js';
import { SupportPlanResolver } from './support-plan/resolver.js';
import { VictimSupportPlanResolver } from './support-plan/victim-field.js';
import { Victim } from './victim.js';

/** The social service of a hospital: what is planned with a patient after she leaves. */
export const hospitalSocialService: SubgraphDefinition = {
  name: 'hospital-social-service',
  owns: [Category.SUPPORT],
  resolvers: [SupportPlanResolver, VictimSupportPlanResolver],
  orphanedTypes: [Victim],
  entities: [],
  migrations: [...KIT_MIGRATIONS, SupportPlans],
  calls: ['consent.victimResolve'],
};
