import { z } from 'zod';
import { AgencyKind, publicAddress } from '../../kit/index.js';

const KINDS = [AgencyKind.POLICE, AgencyKind.FORENSIC_CLINIC, AgencyKind.HOSPITAL];

export const PERMIT_SETTINGS = {
  /** Where a checkpoint reaches the gateway's page: what the code on the paper leads to */
  PERMIT_ADDRESS: publicAddress.default('http://127.0.0.1:4000/permit'),
  /** Kinds of agency that the law lets issue permits. As many as it lets: a paper that only victims carry tells who they are */
  PERMIT_ISSUERS: z
    .string()
    .default(KINDS.join(','))
    .refine(
      (text) => text.split(',').every((kind) => (KINDS as string[]).includes(kind.trim())),
      `must be of ${KINDS.join(', ')}, separated by commas`,
    ),
  /** How long a permit may be valid, in days */
  PERMIT_MAXIMUM_DAYS: z.coerce.number().int().min(1).max(60).default(14),
};

/** What the operator has set, as rules use it. */
export function permitSettings(settings: Readonly<Record<string, unknown>>) {
  return {
    address: settings.PERMIT_ADDRESS as string,
    issuers: (settings.PERMIT_ISSUERS as string).split(',').map((kind) => kind.trim() as AgencyKind),
    maximumDays: settings.PERMIT_MAXIMUM_DAYS as number,
  };
}
