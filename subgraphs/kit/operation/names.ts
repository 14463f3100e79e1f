import { type ASTVisitor, GraphQLError, Kind, type NameNode, type ValidationContext, visit } from 'graphql';

/** How long a name in an operation may be: the longest of the schema has less than half of it. */
const LONGEST_NAME = 100;

/** What JavaScript objects have by themselves: as a key of an answer or of variables, such a name would be taken for it. */
const OF_OBJECTS = new Set(['constructor', 'prototype']);

/**
 * Refuses names that are too long anywhere, and names of the client's own (aliases, variables, fragments, operations) that begin with `__` or belong to every
 * object. Before anything else, so that no other rule repeats such a name in its message.
 */
export function namesAllowed(context: ValidationContext): ASTVisitor {
  const refuse = (name: NameNode | undefined, reason: string) =>
    context.reportError(new GraphQLError(`A name is ${reason}.`, { nodes: name ? [name] : [] }));
  const own = (name: NameNode | undefined) => {
    if (name && (name.value.startsWith('__') || OF_OBJECTS.has(name.value))) refuse(name, 'reserved');
  };
  return {
    Document(document) {
      visit(document, {
        Name: (name) => {
          if (name.value.length > LONGEST_NAME) refuse(name, 'too long');
        },
        Field: ({ alias }) => own(alias),
        Variable: ({ name }) => own(name),
        [Kind.FRAGMENT_DEFINITION]: ({ name }) => own(name),
        [Kind.OPERATION_DEFINITION]: ({ name }) => own(name),
      });
    },
  };
}
