import { type HubOperation, Refusal, type SubgraphContext, UserErrorCode } from '../../subgraphs/kit/index.js';

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
  const key = await ctx.hub.call(VICTIM_RESOLVE, { input: { victimId } }, ctx.caller).catch(() => {
    throw new Refusal(UserErrorCode.TEMPORARILY_UNAVAILABLE, {
      en: 'Her record could not be checked just now. Nothing was done. Send it again with the same key.',
      ru: 'Сейчас её запись проверить не удалось. Ничего не сделано. Отправьте ещё раз с тем же ключом.',
      kk: 'Қазір оның жазбасын тексеру мүмкін болмады. Ештеңе жасалмады. Сол кілтпен қайта жіберіңіз.',
    });
  });
  if (!key) throw victimNotFound();
  return key;
}

export function victimNotFound(): Refusal {
  return new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'There is no such record that you may use.',
      ru: 'Нет такой записи, которой вы можете пользоваться.',
      kk: 'Сіз пайдалана алатын мұндай жазба жоқ.',
    },
    ['victimId'],
  );
}
