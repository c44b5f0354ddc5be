import './plain-errors.ts';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { ChannelRepository } from './channel/channel-repository.ts';
import { readableFingerprint } from '../updates/fingerprint.ts';
import { serveFolder } from './channel/serve-folder.ts';

/** `npm run channel:serve`: serves a channel on this machine, to try it. */
const { values } = parseArgs({
  options: { dir: { type: 'string', default: 'channel' }, port: { type: 'string', default: '0' } },
});
const repository = new ChannelRepository(values.dir);
const fingerprint = repository.fingerprint();
const server = serveFolder(values.dir);
server.on('request', (request, response) =>
  response.on('finish', () => console.log(`${response.statusCode} ${request.url}`)),
);
server.listen(Number(values.port), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(
    `http://127.0.0.1:${port}/   (Ctrl+C ends it)\nfingerprint: ${readableFingerprint(fingerprint)}`,
  );
});
