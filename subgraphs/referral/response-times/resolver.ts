import { validate } from 'class-validator';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Access, hubError, type SubgraphContext } from '../../kit/index.js';
import { agenciesOf, operatesHub } from './directory.js';
import { FEWEST_LATE, LATE_NOW, RESPONSE_TIMES } from './sql.js';
import { ResponseLate, ResponseTimes, ResponseTimesInput } from './types.js';

@Resolver()
export class ResponseTimesResolver {
  @Query(() => [ResponseLate], {
    description:
      'How much is late now at your agency, and for who coordinates a region by the rota at each of its agencies. Counts only, and none below five.',
  })
  @Access({ purposes: 'none' })
  async responseLate(@Ctx() ctx: SubgraphContext): Promise<ResponseLate[]> {
    const { agency, unit, staff } = ctx.requester;
    const rows = await LATE_NOW.rows(ctx.db, [agency, unit, staff, await agenciesOf(ctx)]);
    return rows.map((row) =>
      Object.assign(new ResponseLate(), { ...row, late: row.late < FEWEST_LATE ? null : row.late }),
    );
  }

  @Query(() => [ResponseTimes], {
    description: 'How long your agency took to answer, month by month, the first month first. Names nobody.',
  })
  @Access({ purposes: 'none' })
  async responseTimes(
    @Arg('input', () => ResponseTimesInput, { description: 'Whose, and how far back.' }) input: ResponseTimesInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ResponseTimes[]> {
    if ((await validate(input)).length > 0) throw hubError('BAD_USER_INPUT');
    const agency = input.agency?.toLowerCase() ?? ctx.requester.agency;
    if (agency !== ctx.requester.agency && !(await operatesHub(ctx))) throw hubError('FORBIDDEN');
    const rows = await RESPONSE_TIMES.rows(ctx.db, [agency, input.months]);
    return rows.map(({ median, p90, ...row }) =>
      Object.assign(new ResponseTimes(), { ...row, medianMinutes: median, p90Minutes: p90 }),
    );
  }
}
