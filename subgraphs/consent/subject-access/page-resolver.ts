import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import { Access, GATEWAY, rowsOf, type SubgraphContext, transaction } from '../../kit/index.js';
import { withdraw } from '../withdrawal/withdraw.js';
import { agencyKinds } from './agency-kinds.js';
import { codeHashes, keyed, newToken, typed } from './code.js';
import { LOOKS, LOOKS_ON_A_PAGE, SHARING } from './page-sql.js';
import { SubjectPage, SubjectPageInput, SubjectSessionOpenInput, SubjectWithdrawInput } from './page-types.js';
import { recordCodeEnded } from './replay.js';
import { CLOSE, LOOK, SESSION, TRY } from './sql.js';

/**
 * What the gateway does for whoever holds a code or an open page. A session under duress is one of nobody: every statement below is the same for it,
 * and finds nothing.
 */
@Resolver()
export class SubjectPageResolver {
  @Mutation(() => String, {
    nullable: true,
    description: 'Token of a new session; null for whatever is wrong with the code. For the gateway only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: [GATEWAY] })
  async subjectSessionOpen(
    @Arg('input', () => SubjectSessionOpenInput, { description: 'The code.' }) input: SubjectSessionOpenInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<string | null> {
    const token = newToken();
    const { selector, code } = codeHashes(ctx.secrets, typed(input.code));
    const values = [selector, code, keyed(ctx.secrets, 'session', token), keyed(ctx.secrets, 'source', input.source)];
    return transaction(ctx.db, async (manager) => {
      const [opened] = await rowsOf<{ code: string }>(manager, TRY, values);
      if (!opened) return null;
      await recordCodeEnded(ctx, manager, opened.code);
      return token;
    });
  }

  @Mutation(() => SubjectPage, {
    nullable: true,
    description: 'Her page; the look is logged first. Null when the session is over. For the gateway only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: [GATEWAY] })
  async subjectPageRead(
    @Arg('input', () => SubjectPageInput, { description: 'The session.' }) input: SubjectPageInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<SubjectPage | null> {
    const token = keyed(ctx.secrets, 'session', input.session);
    const [session] = await LOOK.rows(ctx.db, [token, ctx.caller.requestId]);
    if (!session) return null;
    const before = /^\d{1,18}$/.test(input.before ?? '') ? input.before : null;
    const [sharing, found] = [
      await SHARING.rows(ctx.db, [session.victim]),
      await LOOKS.rows(ctx.db, [session.victim, before, LOOKS_ON_A_PAGE + 1]),
    ];
    const looks = found.slice(0, LOOKS_ON_A_PAGE);
    const others = looks.filter(({ kind }) => kind !== 'SUBJECT');
    const kindOf = await agencyKinds(
      ctx,
      [...sharing, ...others].map(({ agency }) => agency),
    );
    return {
      language: session.language,
      sharing: sharing.map(({ agency, ...each }) => ({ ...each, agencyKind: kindOf(agency) })),
      looks: looks.map(({ agency, ...each }) => ({
        ...each,
        agencyKind: each.kind === 'SUBJECT' ? null : kindOf(agency),
      })),
      more: found.length > LOOKS_ON_A_PAGE,
    };
  }

  @Mutation(() => Boolean, {
    description: 'Withdraws as `consentWithdraw` does. False when the session is over. For the gateway only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: [GATEWAY] })
  async subjectWithdraw(
    @Arg('input', () => SubjectWithdrawInput, { description: 'What.' }) input: SubjectWithdrawInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<boolean> {
    const [session] = await SESSION.rows(ctx.db, [keyed(ctx.secrets, 'session', input.session)]);
    if (!session) return false;
    const { victim } = session;
    await transaction(ctx.db, (manager) => withdraw(ctx, manager, victim, session, { consent: input.consent }));
    await ctx.closures.kept(victim);
    ctx.outbox.wake();
    return true;
  }

  @Mutation(() => Boolean, { description: 'Closes her page. For the gateway only.' })
  @Directive('@inaccessible')
  @Access({ subgraphs: [GATEWAY] })
  async subjectSessionClose(
    @Arg('input', () => SubjectPageInput, { description: 'The session.' }) input: SubjectPageInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<boolean> {
    await CLOSE.rows(ctx.db, [keyed(ctx.secrets, 'session', input.session)]);
    return true;
  }
}
