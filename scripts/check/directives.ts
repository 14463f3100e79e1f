import { type ConstDirectiveNode, type DocumentNode, Kind } from 'graphql';

/** The Federation that the hub speaks: what a newer one adds has not been looked at. */
const FEDERATION = 'https://specs.apollo.dev/federation/v2.3';

interface Directed {
  readonly directives?: readonly ConstDirectiveNode[];
}

/** `@federation__override` is `@override`, not imported. */
const nameOf = (directive: ConstDirectiveNode): string => directive.name.value.replace(/^federation__/, '');

export function directiveOf(node: Directed, name: string): ConstDirectiveNode | undefined {
  return node.directives?.find((directive) => nameOf(directive) === name);
}

export const directivesOf = (node: Directed, name: string): ConstDirectiveNode[] =>
  (node.directives ?? []).filter((directive) => nameOf(directive) === name);

export function argument(directive: ConstDirectiveNode | undefined, name: string): string | undefined {
  const value = directive?.arguments?.find((a) => a.name.value === name)?.value;
  if (value?.kind === Kind.STRING) return value.value;
  return value?.kind === Kind.BOOLEAN ? String(value.value) : undefined;
}

/** Directives are known by their names here, so none may come under another name. */
export function linkFaults(subgraph: string, sdl: DocumentNode): string[] {
  const links = sdl.definitions.flatMap((d) =>
    d.kind === Kind.SCHEMA_EXTENSION || d.kind === Kind.SCHEMA_DEFINITION ? directivesOf(d, 'link') : [],
  );
  const faults: string[] = [];
  if (!links.some((link) => argument(link, 'url') === FEDERATION))
    faults.push(`${subgraph}: schema must @link(url: "${FEDERATION}"), as schema/referral.graphql does.`);
  for (const link of links) {
    const url = argument(link, 'url');
    if (argument(link, 'as')) faults.push(`${subgraph}: schema may not @link "${url}" under another name (as:).`);
    const imports = link.arguments?.find((a) => a.name.value === 'import')?.value;
    if (imports?.kind === Kind.LIST && imports.values.some((value) => value.kind !== Kind.STRING))
      faults.push(`${subgraph}: schema may not import a directive of "${url}" under another name (as:).`);
  }
  return faults;
}
