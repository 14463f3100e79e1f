/** One statement on one line, without comments and with its literals emptied; beside it the comments that stood in or before it. */
export interface SqlStatement {
  readonly text: string;
  readonly comments: string;
}

const TOKEN = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|(\$\w*\$)[\s\S]*?\1|;|[^;'$\-/]+|[\s\S]/g;

/** Divides SQL as PostgreSQL does: a semicolon in a literal, in a comment or between dollars divides nothing. */
export function statementsOf(sql: string): SqlStatement[] {
  const statements: SqlStatement[] = [];
  let text = '';
  let comments = '';
  const end = () => {
    const line = text.replace(/\s+/g, ' ').trim();
    if (line) statements.push({ text: line, comments });
    if (line) comments = '';
    text = '';
  };
  for (const [token] of sql.matchAll(TOKEN)) {
    if (token.startsWith('--') || token.startsWith('/*')) comments += `${token}\n`;
    else if (token === ';') end();
    else if (token.startsWith("'")) text += "''";
    else if (/^\$\w*\$/.test(token)) text += '$$';
    else text += token;
  }
  end();
  return statements;
}
