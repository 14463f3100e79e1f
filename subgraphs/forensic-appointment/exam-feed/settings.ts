import { z } from 'zod';
import { publicAddress } from '../../kit/index.js';

export const FEED_SETTINGS = {
  /** Where calendars reach the gateway's feeds */
  CALENDAR_ADDRESS: publicAddress.default('http://127.0.0.1:4000/calendar'),
  /** After how many days a feed's address must be made anew */
  EXAM_FEED_DAYS: z.coerce.number().int().min(1).max(366).default(365),
};
