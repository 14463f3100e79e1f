import { randomUUID } from 'node:crypto';
import jsQR from 'jsqr';
import { operation } from '../../scripts/operations.js';
import { seedId } from '../../standalone/seed/ids.js';
import { type Desk, signInAs, type Visit, visit } from './desk.js';

export const CLINIC = seedId('clinic:almaty');
/** Kazakhstan's clock, on which the clinic's day begins. */
const ZONE_MS = 5 * 3_600_000;
const DAY_MS = 86_400_000;

/** An hour of a day of the clinic from today on, as an instant. */
export const at = (day: number, hour: number): Date =>
  new Date(Math.floor((Date.now() + ZONE_MS) / DAY_MS) * DAY_MS + day * DAY_MS + hour * 3_600_000 - ZONE_MS);

/** A day of the clinic from today on, as its calendar has it. */
export const dateOf = (day: number): string => at(day, 5).toISOString().slice(0, 10);

/** One of the clinic's people has signed in, and the first screen is there. */
export async function atWork(
  desk: Desk,
  options: Parameters<typeof visit>[1] = { width: 1280 },
  account: 'scheduler-almaty' | 'examiner-almaty' = 'scheduler-almaty',
): Promise<Visit> {
  const came = await visit(desk, options);
  await signInAs(came, account, 'FORENSIC_EXAM');
  await came.page.locator('.desk-tools').first().waitFor();
  return came;
}
export const panel = ({ page }: Visit) => page.locator('.desk-panel');
export const done = ({ page }: Visit) => page.locator('.desk-done');

/** What is kept of it in the end. */
export const rows = ({ hub }: Desk, text: string, values: unknown[] = []) =>
  hub.db('forensic-appointment').query(text, values);
/** The appointment of a reference, rather one that was not cancelled. */
export const named = async (desk: Desk, reference: string) =>
  (
    await rows(desk, "SELECT * FROM appointment WHERE local_reference = $1 ORDER BY state = 'CANCELLED'", [reference])
  )[0];

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
type Answer = any;

/** A step that somebody else takes meanwhile, at the API. */
export async function tell(
  desk: Desk,
  name: string,
  input: object,
  account = 'scheduler-almaty' as const,
): Promise<Answer> {
  const { data, errors } = await desk.as(account, 'FORENSIC_EXAM').query(operation(name), { input });
  const [payload] = Object.values<Answer>(data ?? {});
  if (errors || payload.userErrors.length > 0) throw new Error(JSON.stringify({ errors, data }));
  return payload;
}

export interface Booking {
  readonly day?: number;
  readonly hour: number;
  readonly reference?: string;
  readonly kind?: string;
  readonly priority?: string;
  readonly confirmed?: boolean;
}

/** Books the first free time from an hour on. */
export async function book(
  desk: Desk,
  { day = 1, hour, reference, kind = 'PHYSICAL_INJURY', priority = 'ROUTINE', confirmed = true }: Booking,
): Promise<{ readonly id: string; readonly startsAt: string; readonly examiner: string }> {
  const { data } = await desk.as('scheduler-almaty', 'FORENSIC_EXAM').query(operation('CalendarSlots'), {
    input: { kind, clinic: CLINIC, first: 1, from: at(day, hour).toISOString() },
  });
  const [slot] = data.examSlots.slots;
  const { appointment } = await tell(desk, 'ExamHold', {
    ...{ idempotencyKey: randomUUID(), slotId: slot.id, priority, localReference: reference ?? null },
    ...{ widerBookingMinutes: 90 },
  });
  if (confirmed) await tell(desk, 'ExamConfirm', { appointmentId: appointment.id });
  return { id: appointment.id, startsAt: slot.startsAt, examiner: slot.examiner };
}

/** Her name, as the police have recorded it. */
export const NAMED = { familyName: 'Құралай', givenName: 'Еркежан' };

/** The police book a confirmed time for her whom they name, and who shares no name; what she shares after that goes with a referral. */
export async function bookNamed(
  desk: Desk,
  { day, hour }: { readonly day: number; readonly hour: number },
): Promise<{ share(): Promise<void> }> {
  const officer = desk.as('officer-almaty', 'POLICE_RESPONSE');
  const asked = async (name: string, input: object): Promise<Answer> => {
    const { data, errors } = await officer.query(operation(name), {
      input: { idempotencyKey: randomUUID(), ...input },
    });
    const [payload] = Object.values<Answer>(data ?? {});
    if (errors || payload.userErrors.length > 0) throw new Error(JSON.stringify({ errors, data }));
    return payload;
  };
  const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
  const { victimId } = await asked('VictimRegister', {});
  const recipient = seedId('agency:clinic-almaty');
  const agree = (categories: readonly string[]) =>
    asked('ConsentGrant', {
      ...{ victimId, recipient, purposes: ['FORENSIC_EXAM'], categories },
      ...{ expiresAt: inDays(2.9), provisional: true, form: 'ORAL_WITNESSED', language: 'kk', interpreter: 'NONE' },
      ...{ witnessed: true, consequencesExplained: true },
    });
  await asked('LegalBasisRecord', {
    ...{ victimId, kind: 'STATUTORY_DUTY', categories: ['IDENTITY', 'INCIDENT'], reason: 'Report to 102.' },
    reviewAt: inDays(7),
  });
  await asked('PersonDetailsRecord', { victimId, identity: { ...NAMED, languages: ['kk'] } });
  await agree(['FORENSIC']);
  const { data } = await officer.query(operation('ExamSlots'), {
    input: { kind: 'PHYSICAL_INJURY', clinic: CLINIC, first: 1, from: at(day, hour).toISOString() },
  });
  const [slot] = data.examSlots.slots;
  const { appointment } = await asked('ExamHold', { slotId: slot.id, victimId, priority: 'ROUTINE' });
  const confirmed = await officer.query(operation('ExamConfirm'), { input: { appointmentId: appointment.id } });
  if (confirmed.errors) throw new Error(JSON.stringify(confirmed));
  return {
    async share() {
      await agree(['IDENTITY', 'REFERRAL', 'FORENSIC']);
      const sent = { victimId, recipient, service: 'FORENSIC_EXAM', urgency: 'STAT', categories: ['IDENTITY'] };
      await asked('ReferralSend', sent);
    },
  };
}

/** A day on which some come, of whom one has not confirmed yet. */
export async function bookDay(desk: Desk): Promise<[first: string]> {
  const { id } = await book(desk, { hour: 9, reference: 'FX-2026-17' });
  await book(desk, { hour: 9, reference: 'FX-2026-18', kind: 'STRANGULATION', priority: 'URGENT' });
  await book(desk, { hour: 10.5, reference: 'FX-2026-21', kind: 'SEXUAL_ASSAULT', priority: 'ASAP' });
  await book(desk, { hour: 12, confirmed: false });
  await book(desk, { hour: 13, reference: 'FX-2026-23', kind: 'PSYCHIATRIC' });
  return [id];
}

/** What a scanner reads from the QR code on the page. */
export async function scan({ page }: Visit): Promise<string | undefined> {
  const code = page.locator('.desk-qr');
  const size = Number((await code.getAttribute('viewBox'))!.split(' ')[2]);
  const path = (await code.locator('path').getAttribute('d'))!;
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h/g)].map(([, x, y]) => `${x} ${y}`));
  const SCALE = 4;
  const pixels = new Uint8ClampedArray((size * SCALE) ** 2 * 4);
  for (let y = 0; y < size * SCALE; y++)
    for (let x = 0; x < size * SCALE; x++)
      pixels.fill(
        dark.has(`${Math.floor(x / SCALE)} ${Math.floor(y / SCALE)}`) ? 0 : 255,
        (y * size * SCALE + x) * 4,
        (y * size * SCALE + x) * 4 + 4,
      );
  return jsQR.default(pixels, size * SCALE, size * SCALE)?.data;
}

/** What would be printed. */
export async function printed({ page }: Visit): Promise<string> {
  await page.emulateMedia({ media: 'print' });
  const text = await page.evaluate<string>('document.body.innerText');
  await page.emulateMedia({ media: 'screen' });
  return text;
}
