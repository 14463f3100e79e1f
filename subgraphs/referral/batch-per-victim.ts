/** Rows of one statement for many victims, handed back per victim and in the order of the keys; each victim's rows keep their order. */
export function perVictim<Row extends { victim_key: string | null }>(
  keys: readonly string[],
  rows: readonly Row[],
): Row[][] {
  const found = new Map<string, Row[]>(keys.map((key) => [key, []]));
  for (const row of rows) found.get(row.victim_key ?? '')?.push(row);
  return keys.map((key) => found.get(key)!);
}
