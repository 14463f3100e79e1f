import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../standalone/seed/ids.js';
import { CENTRE, inHours, OFFICER, POLICE, SCHEDULER, Scene, SHE } from '../subgraphs/consent/test/scene.js';
import { Browser } from './hub/browser.js';
import { textOf } from './hub/her-page.js';
import { openHub, type PublicHub } from './hub.js';

let hub: PublicHub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub?.close());

describe('her own page', () => {
  test('opens by a code without an account, shows what is shared, and closes it at once', async () => {
    const scene = await Scene.open(hub);
    await scene.grant();
    const { code } = await scene.codes();
    const hers = new Browser(hub.origin, '/page', { 'accept-language': 'en' });
    const { html } = await hers.open(code);
    expect(html).toContain('<strong>Examination clinic</strong>');
    expect(await scene.open(SCHEDULER)).not.toBeNull();
    const after = await hers.follow(await hers.submit('withdraw'));
    expect(await scene.open(SCHEDULER)).toBeNull();
    expect(after.html).not.toContain('Examination clinic');
    await hers.submit('close');
    expect((await hers.get()).html).not.toContain('value="close"');
  });

  test('and her log say that a report and an assessment of the risk were marked as errors: when, by whom, and once each', async () => {
    const scene = await Scene.open(hub);
    await scene.grant({
      ...{ recipient: CENTRE, purposes: ['SUBJECT_REQUEST'], categories: ['IDENTITY'], expiresAt: inHours(70) },
    });
    const officer = hub.as(...OFFICER);
    const victimId = scene.idFor(OFFICER);
    const written = await officer.query(
      `mutation ($report: IncidentReportInput!, $risk: RiskAssessInput!) {
         incidentReport(input: $report) { incident { id } } riskAssess(input: $risk) { riskAssessment { id } } }`,
      {
        report: {
          ...{ idempotencyKey: randomUUID(), victimId, occurredAt: inHours(-1), channel: 'CALL_102' },
          ...{ violence: ['PHYSICAL'], regionCode: 'KZ-75' },
        },
        risk: { idempotencyKey: randomUUID(), victimId, instrument: 'LAP', answers: [] },
      },
    );
    const incidentId = written.data.incidentReport.incident.id;
    const riskAssessmentId = written.data.riskAssess.riskAssessment.id;
    const reason = 'OTHER_PERSON';
    // each in a request of its own: her page shows what one request has done together
    const MARKS = [
      [
        'mutation ($input: IncidentEnteredInErrorInput!) { incidentEnteredInError(input: $input) { incident { errorAt } } }',
        { incidentId, reason },
      ],
      [
        'mutation ($input: RiskAssessmentEnteredInErrorInput!) { riskAssessmentEnteredInError(input: $input) { riskAssessment { errorAt } } }',
        { riskAssessmentId, reason },
      ],
    ] as const;
    const mark = async () => {
      const said = [];
      for (const [mutation, input] of MARKS) said.push((await officer.query(mutation, { input })).data);
      return said;
    };
    const [{ incidentEnteredInError }, { riskAssessmentEnteredInError }] = await mark();
    await mark();
    const marks = async () => {
      const { data } = await hub
        .as(...SHE)
        .query(
          'query ($id: ID!) { victim(id: $id) { accessLog(first: 50) { edges { node { kind category basis purpose agency staff at } } } } }',
          { id: scene.idFor(SHE) },
        );
      const entries = data.victim.accessLog.edges.map(({ node }: { node: { kind: string } }) => node);
      return entries.filter(({ kind }: { kind: string }) => kind === 'ENTERED_IN_ERROR');
    };
    for (let i = 0; i < 200 && (await marks()).length < 2; i++) await sleep(50);
    const who = { kind: 'ENTERED_IN_ERROR', basis: null, purpose: OFFICER[1], agency: POLICE };
    const staff = seedId(`staff:${OFFICER[0]}`);
    expect(await marks()).toEqual([
      { ...who, staff, category: 'RISK', at: riskAssessmentEnteredInError.riskAssessment.errorAt },
      { ...who, staff, category: 'INCIDENT', at: incidentEnteredInError.incident.errorAt },
    ]);

    const { code } = await scene.codes();
    const hers = new Browser(hub.origin, '/page', { 'accept-language': 'en' });
    const shown = await hers.open(code);
    const said = async (language: string) => textOf(await hers.get(`/page?l=${language}`));
    for (const [text, marked, what, risk] of [
      [textOf(shown), 'Police Marked as an error, and counts no more', 'what happened', 'risk assessment'],
      [await said('ru'), 'Полиция Отмечено как ошибка и больше не учитывается', 'что произошло', 'оценка риска'],
      [await said('kk'), 'Полиция Қате деп белгіленді, енді есепке алынбайды', 'не болғаны', 'қауіпті бағалау'],
    ] as const) {
      expect(text.split(`${marked} ${what} `)).toHaveLength(2);
      expect(text.split(`${marked} ${risk} `)).toHaveLength(2);
    }
    expect(shown.html).not.toContain(staff);
  });
});
