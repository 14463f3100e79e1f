import { randomUUID } from 'node:crypto';
import { AgencyKind, type HubTransport, Purpose, type Requester, Role } from '../../subgraphs/kit/index.js';
import { seedId } from './ids.js';
import { SEED_PEOPLE } from './people.js';

const OFFICER: Requester = {
  agency: seedId('agency:police-karaganda'),
  agencyKind: AgencyKind.POLICE,
  unit: seedId('unit:police-karaganda/1'),
  staff: seedId('staff:officer-karaganda'),
  role: Role.OFFICER,
  purpose: Purpose.POLICE_RESPONSE,
  language: 'ru',
};
const CENTRE = seedId('agency:crisis-karaganda-1');
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/**
 * Fictional cases in Karaganda, made by the same mutations that an officer uses, when that officer has none yet: reported, consented to
 * the crisis centre there, and referred to it.
 */
export async function seedCases(transport: HubTransport): Promise<void> {
  const ask = async (subgraph: string, document: string, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await transport.call(subgraph, {
      document,
      variables,
      caller: { requester: OFFICER, actor: null, requestId: `seed ${randomUUID()}`, deadline: Date.now() + 10_000 },
    });
    // biome-ignore lint/suspicious/noExplicitAny: each step reads what it has asked for
    const answer = data as any;
    const refused =
      errors ?? Object.values(answer ?? {}).flatMap((p) => (p as { userErrors?: object[] })?.userErrors ?? []);
    if (refused.length > 0) throw new Error(`The fictional cases cannot be made: ${JSON.stringify(refused)}`);
    return answer;
  };
  const mutate = async (subgraph: string, mutation: string, type: string, selection: string, input: object) =>
    (
      await ask(
        subgraph,
        `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} userErrors { code message field } } }`,
        {
          input,
        },
      )
    )[mutation];

  const { incidents } = await ask('referral', '{ incidents(first: 1) { edges { cursor } } }');
  if (incidents.edges.length > 0) return;
  for (const person of SEED_PEOPLE) {
    const key = (step: string) => ({ idempotencyKey: `seed ${person.slug} ${step}` });
    const { victimId } = await mutate('consent', 'victimRegister', 'VictimRegisterInput', 'victimId', key('register'));
    await mutate('consent', 'legalBasisRecord', 'LegalBasisRecordInput', 'legalBasis { id }', {
      ...key('duty'),
      victimId,
      kind: 'STATUTORY_DUTY',
      categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'INCIDENT', 'REFERRAL'],
      reason: 'Report to 102; the law obliges the police to act on it.',
      reviewAt: inDays(29),
    });
    await mutate('consent', 'consentGrant', 'ConsentGrantInput', 'consent { id }', {
      ...key('consent'),
      victimId,
      recipient: CENTRE,
      purposes: ['SHELTER', 'SUPPORT', 'SUBJECT_REQUEST'],
      categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'REFERRAL', 'SHELTER'],
      expiresAt: inDays(2.9),
      provisional: true,
      form: 'ORAL_WITNESSED',
      language: person.identity.languages[0],
      interpreter: 'NONE',
      witnessed: true,
      consequencesExplained: true,
    });
    await mutate('referral', 'incidentReport', 'IncidentReportInput', 'incident { id }', {
      ...key('incident'),
      victimId,
      occurredAt: inDays(-0.5),
      lastContactAt: inDays(-0.5),
      channel: 'CALL_102',
      violence: ['PHYSICAL', 'THREAT'],
      account: person.account,
      regionCode: 'KZ-35',
    });
    await mutate('referral', 'personDetailsRecord', 'PersonDetailsRecordInput', 'personDetails { version }', {
      ...key('details'),
      victimId,
      identity: person.identity,
      safeContact: person.contact,
      household: { members: person.members },
    });
    await mutate('referral', 'referralSend', 'ReferralSendInput', 'referral { id }', {
      ...key('referral'),
      victimId,
      recipient: CENTRE,
      service: 'SHELTER',
      urgency: 'URGENT',
      categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD'],
    });
  }
}
