import { Refusal, UserErrorCode } from '../../kit/index.js';

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

export const isLoopback = (url: URL): boolean => LOOPBACK.has(url.hostname);

/** An address that keys may be read from: https, and http on this machine only, where nobody stands between. */
export function isSafeAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.username || url.password) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

/** An issuer's name is the address below which its discovery document lies (OpenID Connect Discovery 1.0, section 4). @throws INVALID */
export function assertIssuerUrl(issuer: string): void {
  if (isSafeAddress(issuer) && !/[?#]/.test(issuer)) return;
  throw new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'An issuer is an https address without query, fragment or password (http on this machine only).',
      ru: 'Адрес поставщика — https без параметров, фрагмента и пароля (http только на этой машине).',
      kk: 'Провайдер мекенжайы — параметрсіз, фрагментсіз, құпиясөзсіз https (http тек осы машинада).',
    },
    ['issuer'],
  );
}

export const keysNotFound = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_AVAILABLE,
    {
      en: 'No signing keys were found: <issuer>/.well-known/openid-configuration must name this issuer and its jwks_uri. Check it, or give "jwks".',
      ru: 'Ключи подписи не найдены: <issuer>/.well-known/openid-configuration должен называть этого поставщика и его jwks_uri. Проверьте или укажите «jwks».',
      kk: 'Қол қою кілттері табылмады: <issuer>/.well-known/openid-configuration осы провайдерді және оның jwks_uri мекенжайын атауы тиіс. Тексеріңіз немесе «jwks» беріңіз.',
    },
    ['issuer'],
  );

/** Moving a provider to one agency would shut out the staff of others without a word. */
export const vouchesForOthers = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'Active staff of another agency sign in by this provider. Move or deactivate them first.',
      ru: 'Через этого поставщика входят действующие сотрудники другой организации. Сначала переведите или отключите их.',
      kk: 'Бұл провайдер арқылы басқа ұйымның жұмыс істеп жүрген қызметкерлері кіреді. Алдымен оларды ауыстырыңыз немесе өшіріңіз.',
    },
    ['agency'],
  );

export const ownProvider = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_PERMITTED,
    {
      en: 'You sign in by this provider yourself. Ask an administrator who does not.',
      ru: 'Вы сами входите через этого поставщика. Попросите администратора, который входит иначе.',
      kk: 'Бұл провайдер арқылы өзіңіз кіресіз. Басқаша кіретін әкімшіден сұраңыз.',
    },
    ['issuer'],
  );

export const noSuchIssuer = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    { en: 'There is no such provider.', ru: 'Такого поставщика нет.', kk: 'Мұндай провайдер жоқ.' },
    ['issuer'],
  );
