import { type HubOperation, Refusal, type SubgraphContext, UserErrorCode } from '../kit/index.js';

const VICTIM_RESOLVE: HubOperation<{ input: { victimId: string } }, string | null> = {
  subgraph: 'consent',
  operation: 'victimResolve',
  document: 'query ($input: VictimResolveInput!) { victimResolve(input: $input) }',
};

/**
 * The internal key of the victim whom the requester calls `victimId`.
 * @throws Refusal NOT_FOUND (unknown, another agency's id and walled are one answer), TEMPORARILY_UNAVAILABLE
 */
export async function resolveVictim(ctx: SubgraphContext, victimId: string): Promise<string> {
  let key: string | null;
  try {
    key = await ctx.hub.call(VICTIM_RESOLVE, { input: { victimId } }, ctx.caller);
  } catch {
    throw new Refusal(UserErrorCode.TEMPORARILY_UNAVAILABLE, {
      en: 'Her record cannot be checked now; nothing was done. Hold the time without her id, or send this again.',
      ru: 'Сейчас её запись проверить нельзя; ничего не сделано. Забронируйте время без её номера или повторите позже.',
      kk: 'Қазір оның жазбасын тексеру мүмкін емес; ештеңе жасалған жоқ. Уақытты оның нөмірінсіз брондаңыз немесе қайта жіберіңіз.',
    });
  }
  if (key) return key;
  throw new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'There is no such record that you may use.',
      ru: 'Нет такой записи, которой вы можете пользоваться.',
      kk: 'Сіз пайдалана алатын мұндай жазба жоқ.',
    },
    ['victimId'],
  );
}
