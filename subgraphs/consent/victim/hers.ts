import { Purpose, type PurposefulRequester, Role } from '../../kit/index.js';

/** She herself asks, an advocate beside her. */
export const sheAsks = ({ purpose, role }: PurposefulRequester): boolean =>
  purpose === Purpose.SUBJECT_REQUEST && role === Role.ADVOCATE;
