import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SCHEDULER, Scene } from '../subgraphs/consent/test/scene.js';
import { Browser } from './hub/browser.js';
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
});
