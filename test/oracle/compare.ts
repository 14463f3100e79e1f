import { Category } from '../../subgraphs/kit/index.js';
import type { PublicHub } from '../hub.js';
import type { Batch, Question } from './history.js';
import { type Event, Model } from './model.js';
import { register, type Victim } from './stack.js';

/** Where hub and model differ, and how much was compared. */
export class Findings {
  /** Records, each with its history */
  cases = 0;
  /** Categories that were asked about; of them open by the model */
  asked = 0;
  open = 0;
  readonly overDisclosures: string[] = [];
  readonly falseRefusals: string[] = [];
  /** Looks that her access log lacks, and that it has too many */
  readonly unlogged: string[] = [];
  /** What was carried out, by kind */
  readonly carriedOut: Record<string, number> = {};

  get faults(): string[] {
    return [...this.overDisclosures, ...this.falseRefusals, ...this.unlogged];
  }
}

/** A record, its place in the family, and what has happened in the family. */
interface Told {
  readonly victim: Victim;
  readonly place: number;
  readonly model: Model;
  readonly history: string[];
  /** Looks that must be on her log: category, who, purpose */
  readonly looks: string[];
}

/** The parts of the record that can be asked for; of a category without a part only `sharing` tells. */
const PARTS: Partial<Record<Category, string>> = {
  IDENTITY: 'identity { languages }',
  CONTACT: 'safeContact { channel }',
  HOUSEHOLD: 'household { pets }',
  INCIDENT: 'incidents(first: 1) { edges { cursor } }',
  REFERRAL: 'referrals(first: 1) { edges { cursor } }',
  FORENSIC: 'appointments(first: 1) { edges { cursor } }',
  SHELTER: 'stays(first: 1) { edges { cursor } }',
};
/** Lists are there when they are open, if empty; what one's own agency holds of a person can be null when it is open. */
const LISTS: Partial<Record<Category, string>> = {
  INCIDENT: 'incidents',
  REFERRAL: 'referrals',
  FORENSIC: 'appointments',
  SHELTER: 'stays',
};

/** Tells the histories of some batches, side by side, to a hub and to models, and asks both the same. */
export async function compare(hub: PublicHub, batches: readonly Batch[], findings: Findings): Promise<void> {
  await Promise.all(batches.map((batch) => compareBatch(hub, batch, findings)));
  // a few people open everybody here: how many victims within an hour, how many emergencies in a day are other rules, with tests of their own
  await hub.db('consent').query('DELETE FROM opened_in_hour; DELETE FROM emergency_access');
}

async function compareBatch(hub: PublicHub, { histories, questions }: Batch, findings: Findings): Promise<void> {
  const families = await Promise.all(
    histories.map(async (history): Promise<Told[]> => {
      const model = new Model(history.records.map((kind) => (kind === 'ADULT' ? null : kind.child)));
      const happened: string[] = [];
      const victims = await register(hub, history);
      return victims.map((victim, place) => ({ victim, place, model, history: happened, looks: [] }));
    }),
  );
  const tell = (from: (length: number) => number, to: (length: number) => number) =>
    Promise.all(
      histories.map(async ({ attempts }, i) => {
        const family = families[i]!;
        for (const attempt of attempts.slice(from(attempts.length), to(attempts.length))) {
          const { victim, place, model, history } = family[attempt.on]!;
          const happened = await victim.attempt(attempt);
          if (!happened) continue;
          const event = { on: place, ...happened } as Event;
          model.apply(event);
          history.push(JSON.stringify(event));
          findings.carriedOut[event.kind] = (findings.carriedOut[event.kind] ?? 0) + 1;
        }
      }),
    );
  const told = families.flat();
  const half = (length: number) => Math.ceil(length / 2);
  await tell(() => 0, half);
  for (const question of questions.slice(0, half(questions.length))) await ask(hub, question, told, findings);
  await tell(half, (length) => length);
  for (const question of questions.slice(half(questions.length))) await ask(hub, question, told, findings);
  await compareLogs(hub, told, findings);
  findings.cases += told.length;
}

async function ask(hub: PublicHub, { who, parts }: Question, told: readonly Told[], findings: Findings): Promise<void> {
  const names = told.map((_, i) => `v${i}`);
  const { data, errors } = await hub.as(who.account, who.purpose).query(
    `query (${names.map((name) => `$${name}: ID!`).join(', ')}) {
       ${names.map((name) => `${name}: victim(id: $${name}) { ...Asked }`).join('\n')} }
     fragment Asked on Victim { sharing { category state } ${parts.map((part) => PARTS[part] ?? '').join(' ')} }`,
    Object.fromEntries(told.map(({ victim }, i) => [names[i]!, victim.idFor(who)])),
  );
  // while a wall is being taken over, the gateway denies the walled person's agency in the place of the subgraph that has not got it yet (ADR 18)
  if (errors?.some(({ extensions }) => extensions.code !== 'UNAVAILABLE')) throw new Error(JSON.stringify(errors));
  const denied = new Set(errors?.map(({ path }) => path?.slice(0, 2).join('.')));
  told.forEach((each, i) => {
    const should = each.model.open(each.place, who);
    each.looks.push(
      ...should.filter((c) => parts.includes(c as Category) && PARTS[c as Category]).map((c) => look(c, who)),
    );
    for (const category of Object.values(Category)) {
      findings.asked++;
      if (should.includes(category)) findings.open++;
      const { open, list } = answered(data[names[i]!], category);
      const fault = `${category} of ${each.place} for ${who.account} (${who.purpose}) after ${each.history.join(' ')}`;
      if ((open || list) && !should.includes(category)) findings.overDisclosures.push(fault);
      const listed = parts.includes(category) && LISTS[category] && !denied.has(`${names[i]}.${LISTS[category]}`);
      if ((!open || (listed && !list)) && should.includes(category)) findings.falseRefusals.push(fault);
    }
    if (data[names[i]!] && should.length === 0)
      findings.overDisclosures.push(`A record for ${who.account} after ${each.history.join(' ')}`);
  });
}

type Answered = ({ sharing: { category: string; state: string }[] } & Record<string, unknown>) | null;

function answered(record: Answered, category: Category): { open: boolean; list: boolean } {
  const open = record?.sharing.some((each) => each.category === category && each.state === 'OPEN') ?? false;
  const list = LISTS[category];
  return { open, list: list ? (record?.[list] ?? null) !== null : false };
}

const look = (category: string, { staff, purpose }: { staff: string; purpose: string }) =>
  `${category} ${staff} ${purpose}`;

/** Her log has each look that the model foresees, and no other. */
async function compareLogs(hub: PublicHub, told: readonly Told[], findings: Findings): Promise<void> {
  const rows: { victim_key: string; category: string; staff: string; purpose: string }[] = await hub
    .db('consent')
    .query(
      "SELECT victim_key, category, staff, purpose FROM access_log WHERE kind = 'DISCLOSURE' AND victim_key = ANY($1::uuid[])",
      [told.map(({ victim }) => victim.key)],
    );
  for (const { victim, looks, history } of told) {
    const logged = rows.filter((row) => row.victim_key === victim.key).map((row) => look(row.category, row));
    if (looks.sort().join() !== logged.sort().join())
      findings.unlogged.push(`Looks ${looks.join()}, log ${logged.join()} after ${history.join(' ')}`);
  }
}
