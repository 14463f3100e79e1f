const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id that a client sends is looked up only when it can be one of ours. */
export function isUuid(id: string): boolean {
  return UUID.test(id);
}
