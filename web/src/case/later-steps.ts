/** What comes after the report, in one file: fetched while that is taken down. */
export const afterReport = () => import('./after-report');
