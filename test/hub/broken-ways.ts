import type { Behaviour } from './breakable-proxy.js';

export const json =
  (text: string, status = 200): Behaviour =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(text);

/** Ways in which a subgraph can be broken, by name. One of them sends its callers elsewhere. */
export const brokenWays = (elsewhere: () => string): Readonly<Record<string, Behaviour>> => ({
  'that hangs': () => {},
  'that is cut off': (request) => request.socket.destroy(),
  'that answers 500': json('{"errors":[{"message":"Мадина at http://10.0.0.7"}]}', 500),
  'that answers garbage': json('<html>Мадина'),
  'that answers another thing': json('[1, 2]'),
  'that answers data of another form': json('{"data":{"_entities":"Мадина"}}'),
  'that names a prototype': json('{"data":{"_entities":[{"__proto__":{"stays":{"edges":[]}}}]}}'),
  'that names a prototype in escapes': json('{"data":{"_entities":[{"\\u005f_proto__":{"polluted":"yes"}}]}}'),
  'that names a constructor': json('{"data":{"_entities":[{"constructor":{"prototype":{"polluted":"yes"}}}]}}'),
  'that answers 100 MB': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(1_048_576, ' ');
    let sent = 0;
    const more = () => {
      while (sent++ < 100) if (!response.write(chunk)) return void response.once('drain', more);
      response.end('{"data":{}}');
    };
    response.on('error', () => {});
    more();
  },
  'that drips': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 50);
    response.once('close', () => clearInterval(timer));
  },
  'that redirects': (_, response) => void response.writeHead(307, { location: elsewhere() }).end(),
});
