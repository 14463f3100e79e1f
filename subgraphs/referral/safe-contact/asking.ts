import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Refusal, Role, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import type { SafeContactRule } from './rule.js';
import type { SafeContactInput } from './rule-input.js';
import { SUSPENDED } from './sql.js';

/**
 * What she has answered now, as it is sealed. While the rule before it is suspended, only being asked face to face makes a new asking: whatever is
 * written down by telephone keeps the old one's name, and with it the suspension.
 * @param current the rule that it replaces, read under the lock of her details
 * @param heardAt when she said it, if that was not now
 * @throws Refusal NOT_PERMITTED when somebody who meets nobody says to have asked her face to face
 */
export async function askedRule(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: SafeContactInput,
  current: SafeContactRule | null,
  place: string,
  heardAt?: Date,
): Promise<SafeContactRule> {
  const inPerson = input.askedInPerson === true;
  if (inPerson && ctx.requester.role === Role.HELPLINE_OPERATOR) throw meetsNobody(place);
  const [standing] = await rowsOf<{ now: Date; suspended: boolean }>(
    manager,
    `SELECT clock_timestamp() AS now, ${SUSPENDED('$1::uuid')} AS suspended`,
    [current?.asking ?? null],
  );
  const kept = standing!.suspended && !inPerson;
  return {
    channel: input.channel,
    alsoChannels: input.alsoChannels ?? [],
    number: input.number ?? null,
    safeHours: input.safeHours ?? null,
    windows: (input.windows ?? []).map(({ weekdays, from, to }) => ({ weekdays, from, to })),
    zone: input.zone ?? null,
    codeName: input.codeName ?? null,
    leaveNoTrace: input.leaveNoTrace,
    wording: input.wording ?? null,
    validUntil: input.validUntil?.toISOString() ?? null,
    askedAt: (heardAt ?? standing!.now).toISOString(),
    asking: kept ? current!.asking! : randomUUID(),
  };
}

function meetsNobody(place: string): Refusal {
  return new Refusal(
    UserErrorCode.NOT_PERMITTED,
    {
      en: 'A helpline does not meet her face to face. Leave this out; somebody who meets her asks again.',
      ru: 'Телефон доверия не встречается с ней лично. Не указывайте это; её снова спросит тот, кто с ней видится.',
      kk: 'Сенім телефоны онымен бетпе-бет кездеспейді. Мұны көрсетпеңіз; одан онымен кездесетін адам қайта сұрайды.',
    },
    [place, 'askedInPerson'],
  );
}
