import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface ChannelServer {
  /** Address of the channel's folder. */
  readonly url: string;
  readonly port: number;
  /** Paths asked for, in order. */
  readonly asked: string[];
  /** Statuses given, in order of `asked`. */
  readonly answered: number[];
  /** Answers of an attacker in place of files, by path below the channel. */
  readonly instead: Map<string, Answer>;
  close(): Promise<void>;
}

/** A real HTTP server on this machine, on a free port, that serves a folder as a channel and can be told to lie. */
export async function serveChannel(folder: string): Promise<ChannelServer> {
  const asked: string[] = [];
  const answered: number[] = [];
  const instead = new Map<string, Answer>();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname).replace(
      /^\/channel\//,
      '',
    );
    asked.push(path);
    response.on('close', () => answered.push(response.statusCode));
    response.setHeader('access-control-allow-origin', '*');
    const lie = instead.get(path);
    if (lie) return lie(request, response);
    const file = join(folder, normalize(path));
    if (!file.startsWith(folder) || !existsSync(file)) return void response.writeHead(404).end('not here');
    const bytes = readFileSync(file);
    const tag = `"${bytes.length}-${bytes.subarray(0, 400).toString('base64url').slice(0, 60)}-${bytes.subarray(-200).toString('base64url')}"`;
    response.setHeader('etag', tag);
    response.setHeader('cache-control', 'no-cache');
    if (request.headers['if-none-match'] === tag) return void response.writeHead(304).end();
    response.writeHead(200, { 'content-type': 'application/json' }).end(bytes);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/channel/`,
    port,
    asked,
    answered,
    instead,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
