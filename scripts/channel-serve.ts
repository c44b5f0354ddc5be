import './plain-errors.ts';
import type { AddressInfo } from 'node:net';
import { ChannelRepository } from './channel/channel-repository.ts';
import { readableFingerprint } from '../updates/fingerprint.ts';
import { wholeNumber } from './whole-number.ts';
import { serveFolder } from './channel/serve-folder.ts';
import { readArguments } from './read-arguments.ts';

/** `npm run channel:serve`: serves a channel on this machine, to try it. */
const USAGE = `npm run channel:serve   serves a channel on this machine, to try it
  --dir FOLDER       channel
  --port N           any free one`;
const { values } = readArguments(USAGE, {
  options: { dir: { type: 'string', default: 'channel' }, port: { type: 'string', default: '0' } },
});
const port = wholeNumber('--port', values.port, 0, 65_535);
const repository = new ChannelRepository(values.dir);
const fingerprint = repository.fingerprint();
const server = serveFolder(values.dir);
server.on('request', (request, response) =>
  response.on('finish', () => console.log(`${response.statusCode} ${request.url}`)),
);
server.listen(port, '127.0.0.1', () => {
  console.log(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/   (Ctrl+C ends it)\nfingerprint: ${readableFingerprint(fingerprint)}`,
  );
});
