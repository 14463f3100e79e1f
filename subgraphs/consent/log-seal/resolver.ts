import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Classified, type SubgraphContext } from '../../kit/index.js';
import { AccessLogEntry } from '../access-log/types.js';
import { receiptsOf } from './receipts.js';
import { LogReceipt } from './types.js';

@Resolver(() => AccessLogEntry)
export class LogReceiptResolver {
  @FieldResolver(() => LogReceipt, {
    nullable: true,
    description:
      'Proof for her to keep that this entry is in the log. Null for a look of the last minute, which is not sealed yet.',
  })
  @Classified('OPAQUE')
  receipt(@Root() entry: AccessLogEntry, @Ctx() ctx: SubgraphContext): Promise<LogReceipt | null> {
    return ctx.load('receipt', entry.id, (ids) => receiptsOf(ctx, ids));
  }
}
