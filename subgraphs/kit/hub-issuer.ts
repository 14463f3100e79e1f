/** The issuer, and the audience, of tokens that the hub itself gives to machine clients. No trust list holds its keys: the gateway does. */
export const HUB_ISSUER = 'urn:dereu:hub';
