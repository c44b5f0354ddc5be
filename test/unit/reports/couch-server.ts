import http from 'node:http';
import { createRequire } from 'node:module';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';

const require = createRequire(import.meta.url);

/** What happens to the next requests, one entry each; none left: all is well. */
type Fault =
  | 'ok'
  /** The connection breaks before the server has seen the request. */
  | 'cut_before'
  /** The server has done it, but the answer never arrives. */
  | 'cut_after'
  /** No answer at all. */
  | 'hang'
  | { readonly status: number; readonly headers?: Record<string, string> };

export interface CouchServer {
  /** Address of a fresh database. */
  database(): Promise<string>;
  readonly faults: Fault[];
  /** `METHOD path` of every request seen. */
  readonly seen: string[];
  /** Largest body taken, in bytes; larger ones are answered 413. */
  bodyLimit: number;
  /** When set, requests without it are answered 401. */
  authorization: string | null;
  get(url: string): Promise<unknown>;
  close(): Promise<void>;
}

let databases = 0;

/**
 * A real CouchDB-protocol server (express-pouchdb over PouchDB in memory) on a free port of this machine, behind a small
 * proxy that makes faults.
 */
export async function startCouchServer(): Promise<CouchServer> {
  const core = require('pouchdb-core') as { default?: unknown };
  const pouch = (core.default ?? core) as { plugin(plugin: unknown): void };
  pouch.plugin(require('pouchdb-adapter-memory'));
  const expressPouchDb = require('express-pouchdb') as (db: unknown, options: object) => http.RequestListener;
  const app = expressPouchDb(pouch, {
    mode: 'minimumForPouchDB',
    inMemoryConfig: true,
    logPath: join(mkdtempSync(join(tmpdir(), 'couch-')), 'log.txt'),
  });
  const behind = http.createServer(app);
  await listen(behind);
  const target = (behind.address() as AddressInfo).port;
  const hanging = new Set<http.ServerResponse>();

  const front = http.createServer((request, response) => void answer(request, response));
  await listen(front);
  const origin = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;

  const server: CouchServer = {
    faults: [],
    seen: [],
    bodyLimit: Infinity,
    authorization: null,
    async database() {
      const url = `${origin}/reports-${(databases += 1)}`;
      await fetch(url, { method: 'PUT' });
      server.seen.length = 0;
      return url;
    },
    get: async (url) => (await fetch(url)).json() as Promise<unknown>,
    async close() {
      for (const response of hanging) response.destroy();
      await Promise.all(
        [front, behind].map(
          (one) => new Promise<void>((resolve) => (one.closeAllConnections(), one.close(() => resolve()))),
        ),
      );
    },
  };
  return server;

  async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    server.seen.push(`${request.method} ${request.url!.replace(/^\/reports-\d+/, '')}`);
    const say = (status: number, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify({ error: `status_${status}`, reason: 'made by the test' }));
    };
    if (server.authorization !== null && request.headers.authorization !== server.authorization)
      return say(401);
    const fault = server.faults.shift() ?? 'ok';
    if (fault === 'cut_before') return void request.socket.destroy();
    if (fault === 'hang') return void hanging.add(response);
    if (typeof fault === 'object') return say(fault.status, fault.headers);
    if (body.length > server.bodyLimit) return say(413);
    const upstream = http.request(
      {
        port: target,
        host: '127.0.0.1',
        method: request.method,
        path: request.url,
        headers: { ...request.headers, connection: 'close', 'accept-encoding': 'identity' },
      },
      (back) => {
        const parts: Buffer[] = [];
        back.on('data', (part: Buffer) => parts.push(part));
        back.on('end', () => {
          if (fault === 'cut_after') return void request.socket.destroy();
          response.writeHead(back.statusCode!, {
            'content-type': back.headers['content-type'] ?? 'application/json',
          });
          response.end(Buffer.concat(parts));
        });
      },
    );
    upstream.on('error', () => response.destroy());
    upstream.end(body);
  }
}

function listen(server: http.Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}
