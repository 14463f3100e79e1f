import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { operation } from '../../scripts/operations.js';
import { seedId } from '../../standalone/seed/ids.js';
import {
  askForBed,
  type Desk,
  everybodyGoes,
  giveBack,
  hashOf,
  losing,
  openDesk,
  signInAs,
  summaryFocused,
  type Visit,
  visit,
} from './desk.js';
import { faultsInEach, faultsOf, telling } from './looks.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());
afterEach(async () => {
  await everybodyGoes(desk);
  await giveBack(desk);
});

const DORMITORY = 'shelter-unit:crisis-almaty-1/4';
const SHELTER = seedId('shelter:crisis-almaty-1');

const sql = (text: string, values: unknown[] = []) => desk.hub.db('shelter-capacity').query(text, values);
const comes = (options?: Parameters<typeof visit>[1]): Promise<Visit> => visit(desk, options);
async function atWork(options?: Parameters<typeof visit>[1]): Promise<Visit> {
  const came = await comes(options);
  await signInAs(came, 'intake-almaty', 'SHELTER');
  return came;
}

test('where to come is told to one person for fifteen minutes, once more in one step, and ended', async () => {
  const hold = await askForBed(desk, DORMITORY);
  const officer = desk.as('officer-almaty', 'POLICE_RESPONSE');
  const intake = desk.as('intake-almaty', 'SHELTER');
  await intake.query(operation('BedAccept'), { input: { holdId: hold, expectedVersion: 1 } });
  await intake.query(operation('ShelterAddressSet'), {
    input: { shelterId: SHELTER, meetingPoint: { kk: 'Дәріхана', ru: 'Аптека', en: 'Pharmacy' } },
  });
  const { data } = await officer.query(operation('ShelterEscortCodeMake'), { input: { holdId: hold } });
  const { code } = data.shelterEscortCodeMake.escortCode;
  const read = async () => {
    const [release] = (await officer.query(operation('ShelterAddressReleases'), { holdId: hold })).data
      .shelterAddressReleases;
    const answer = await officer.query(operation('ShelterAddressRead'), { input: { releaseId: release.id } });
    return answer.data.shelterAddressRead.reading?.text ?? null;
  };

  const came = await atWork({ language: 'ru' });
  const { page } = came;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('link', { name: 'Гости' }).click();
  await press('Куда ехать');
  await page.getByRole('textbox', { name: 'Код сопровождающего' }).fill('нет');
  await press('Сообщить на 15 минут');
  await summaryFocused(came);
  const faults = await faultsInEach(came);
  // ten digits that the hub knows nobody by
  await page.getByRole('textbox').fill('000 000 000-1');
  await press('Сообщить на 15 минут');
  await page.locator('.govuk-error-summary').getByText('попросите новый').waitFor();
  // as it is dictated
  await page.getByRole('textbox').fill(code.replaceAll('-', ' '));
  await page.getByText('только этот человек, в течение 15 минут').waitFor();
  await press('Сообщить на 15 минут');
  await page.getByText('Читает только тот, кто назвал код').waitFor();
  await page.getByText(/Можно читать ещё: 1[45]:/).waitFor();
  faults.push(...(await faultsInEach(came)));
  expect(await page.textContent('body')).not.toContain('Аптека');
  expect(await read()).toBe('Pharmacy');
  await press('Ещё 15 минут');
  await page.getByText('Открыто ещё на 15 минут.').waitFor();
  await page.getByText(/Прочитано: \d\d:\d\d/).waitFor();
  await press('Закрыть');
  await page.getByText('Закрыто: больше никто не прочтёт.').waitFor();
  expect(await read()).toBe(null);
  await page.getByLabel('Ей самой, по телефону').check();
  await press('Сказано: записать');
  await page.getByText('Сказано ей самой').waitFor();

  // said, and its answer lost; told to one who brings her after all, and then said again: that is not what was recorded before
  await losing(came, 'ShelterAddressRelease');
  await press('Сказано: записать');
  await summaryFocused(came);
  await page.unroute('**/graphql');
  const again = await officer.query(operation('ShelterEscortCodeMake'), { input: { holdId: hold } });
  await page.getByLabel('Одному сопровождающему').check();
  await page.getByRole('textbox').fill(again.data.shelterEscortCodeMake.escortCode.code);
  await press('Сообщить на 15 минут');
  await page.getByText('Читает только тот, кто назвал код').waitFor();
  expect(await read()).toBe('Pharmacy');
  await page.getByLabel('Ей самой, по телефону').check();
  await press('Сказано: записать');
  await page.getByText('Нажмите ещё раз').first().waitFor();
  faults.push(...(await faultsInEach(came)));
  await press('Сказано: записать');
  await page.getByText('Сказано ей самой').waitFor();
  expect(await read()).toBe(null);
  expect(faults).toEqual([]);
});

const CHANGED = {
  kk: ['Кездесу орны', 'Мекенжай', 'Қабылдау телефоны', 'сіз', 'әріптес'],
  ru: ['Место встречи', 'Адрес', 'Телефон приёма', 'вы', 'коллега'],
  en: ['Meeting point', 'Address', 'Intake telephone', 'you', 'a colleague'],
} as const;

describe.each([
  ['kk', 360],
  ['ru', 1280],
  ['en', 360],
] as const)('where to come, in %s on %d px', (language, width) => {
  const PLACE = { kk: 'Тасадағы көше 7', ru: 'Укромная улица 7', en: 'Quiet Lane 7' };
  const MET = { kk: 'Шам дәріханасы', ru: 'Аптека «Фонарь»', en: 'Lantern Pharmacy' };

  test('is entered in three languages and sealed; nothing is taken away at one press, and nothing is shown again', async () => {
    const came = await atWork({ language, width });
    const { page } = came;
    const faults: string[] = [];
    const look = async () => void faults.push(...(await faultsOf(came)), ...(await telling(came)));
    const fill = async (part: string, text: Readonly<Record<string, string>>) => {
      for (const [each, words] of Object.entries(text)) await page.locator(`#${part}-${each}`).fill(words);
    };
    const submit = page.locator('main .desk-opened button[type=submit]');
    const open = page.locator('#where-is');
    await open.click();
    await page.locator('form:focus').waitFor();
    await look();
    await submit.click();
    await summaryFocused(came);
    await look();
    await page.locator('.govuk-error-summary a').click();
    // the focus is where the summary leads to
    await page.keyboard.type(MET.kk);
    await submit.click();
    await page.locator('#meetingPoint-ru-error').waitFor();
    await fill('meetingPoint', MET);
    await page.locator('#phone').fill('+7 700 000 77 77');
    await submit.click();
    await page.locator('#address-kk-error').waitFor();
    await page.locator('#phone').fill('');
    await submit.click();
    // without an address the one that may be there would go: it is asked about, and left
    await page.locator('.desk-warning').waitFor();
    await look();
    await page.locator('main form .govuk-button--secondary').click();
    expect(await page.locator('#meetingPoint-en').inputValue()).toBe(MET.en);
    await fill('address', PLACE);
    await page.locator('#position').fill('somewhere');
    await page.locator('#phone').fill('+7 700 000 77 77');
    await submit.click();
    await page.locator('#position-error').waitFor();
    await look();
    await page.locator('#position').fill('43.2501, 76.9502');
    await page.keyboard.press('Enter');
    await page.locator('.desk-done').waitFor();
    await look();
    await sql(
      "INSERT INTO shelter_change (shelter_id, agency, staff, what) SELECT id, agency, 'somebody-1a2b', 'INTAKE_PHONE' FROM shelter WHERE id = $1",
      [SHELTER],
    );
    await page.locator('main .govuk-button--secondary').click();
    await page.locator('#where-is:focus').waitFor();
    // who has changed where they are met is seen there, and who has changed who answers; nothing of what it is
    const changes = page.locator('section[aria-labelledby=changes] li');
    await changes.first().waitFor();
    const [met, place, phone, you, colleague] = CHANGED[language];
    const untimed = (await changes.allTextContents()).map((each) => each.replace(/: .*\d\d:\d\d, /, ': '));
    expect(untimed[0]).toBe(`${phone}: ${colleague} 1a2b`);
    expect(untimed).toEqual(expect.arrayContaining([`${met}: ${you}`, `${place}: ${you}`]));
    await look();
    await sql("DELETE FROM shelter_change WHERE staff = 'somebody-1a2b'");
    // opened again it is empty
    await open.click();
    await page.locator('#address-en').waitFor();
    const fields = await page.locator('main input, main textarea').all();
    expect(fields.length).toBeGreaterThanOrEqual(8);
    for (const field of fields) expect(await field.inputValue()).toBe('');

    const hold = await askForBed(desk, DORMITORY);
    const officer = desk.as('officer-almaty', 'POLICE_RESPONSE');
    const intake = desk.as('intake-almaty', 'SHELTER');
    await intake.query(operation('BedAccept'), { input: { holdId: hold, expectedVersion: 1 } });
    const made = (await officer.query(operation('ShelterEscortCodeMake'), { input: { holdId: hold } })).data;
    const input = { idempotencyKey: `where-${language}`, holdId: hold, what: 'ADDRESS', to: 'ESCORT' };
    const { data } = await intake.query(operation('ShelterAddressRelease'), {
      input: { ...input, escort: made.shelterEscortCodeMake.escortCode.code },
    });
    const read = { input: { releaseId: data.shelterAddressRelease.release.id } };
    expect((await officer.query(operation('ShelterAddressRead'), read)).data.shelterAddressRead.reading).toMatchObject({
      text: PLACE.en,
      latitude: 43.2501,
      longitude: 76.9502,
      phone: '+7 700 000 77 77',
    });
    expect(faults).toEqual([]);
    expect(came.said).toEqual([]);
  });
});

test('where to come is entered for the house that was chosen; another language says anew what is missing, and a point is two numbers', async () => {
  const came = await comes();
  const { page } = came;
  await signInAs(came, 'intake-karaganda', 'SHELTER');
  await page.getByLabel('House').selectOption({ label: 'Dawn' });
  await page.locator('#where-is').click();
  await page.getByRole('heading', { name: 'Dawn', exact: true }).waitFor();
  // whoever would choose another house would lose what was filled in
  expect(await page.locator('main select').count()).toBe(0);
  await page.locator('#meetingPoint-en').fill('Pharmacy');
  const submit = page.locator('main .desk-opened button[type=submit]');
  await submit.click();
  const summary = page.locator('.govuk-error-summary');
  await summary.getByText('Meeting point: enter it in all three languages').waitFor();
  await page.getByLabel('Language', { exact: true }).selectOption('ru');
  await summary.getByText('Место встречи: внесите на трёх языках').waitFor();
  expect(await page.locator('#meetingPoint-en').inputValue()).toBe('Pharmacy');
  expect(await faultsOf(came)).toEqual([]);
  for (const part of ['meetingPoint', 'address'])
    for (const language of ['kk', 'ru', 'en']) await page.locator(`#${part}-${language}`).fill('Аптека');
  for (const half of ['43,25', '43.25', '43, 76']) {
    await page.locator('#position').fill(half);
    await submit.click();
    await page.locator('#position-error').waitFor();
    // what was wrong before is not what is said to be wrong of the next
    await page.locator('#position').fill('');
    await page.locator('#phone').fill('call');
    await submit.click();
    await page.locator('#phone-error').waitFor();
    await page.locator('#position-error').waitFor({ state: 'detached' });
    await page.locator('#phone').fill('');
  }
  await page.locator('#position').fill('43,2501 76,9502');
  const leaves = page.waitForRequest((request) => !!request.postData()?.includes(hashOf('ShelterAddressSet')));
  let arrive = () => {};
  const onItsWay = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes(hashOf('ShelterAddressSet'))) await onItsWay;
    await route.continue();
  });
  await submit.click();
  expect((await leaves).postDataJSON().variables.input).toMatchObject({ latitude: 43.2501, longitude: 76.9502 });
  await page.locator('.desk-progress').waitFor();
  arrive();
  await page.locator('.desk-done').waitFor();
  expect(came.said).toEqual([]);
});
