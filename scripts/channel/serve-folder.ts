import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join, normalize, resolve, sep } from 'node:path';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Serves a channel's folder on this machine, as a web server should: 404 for what is not there, ETag, CORS for everybody. */
export function serveFolder(folder: string): Server {
  const root = resolve(folder);
  return createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    let path: string;
    try {
      path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    } catch {
      return void response.writeHead(400).end();
    }
    const file = join(root, normalize(path));
    if (!file.startsWith(root + sep) || !existsSync(file) || !statSync(file).isFile())
      return void response.writeHead(404).end('Not found\n');
    const tag = `"${createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 32)}"`;
    response.setHeader('etag', tag);
    response.setHeader('cache-control', 'no-cache');
    if (request.headers['if-none-match'] === tag) return void response.writeHead(304).end();
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    createReadStream(file).pipe(response);
  });
}
