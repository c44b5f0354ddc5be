import { isNativeError } from 'node:util/types';

/**
 * Imported first by every command: what goes wrong is told in one sentence on standard error, not as a stack, and ends with exit code 2.
 * A mistake in the program itself (TypeError and its like) keeps its stack: somebody has to find it. So does everything with `ZHAISHAO_STACK=1`.
 */
process.on('uncaughtException', (error: unknown) => {
  console.error(process.env.ZHAISHAO_STACK ? error : sentenceOf(error));
  process.exit(2);
});

// `npm run scan -- FILE | head` closes the pipe early: nobody is left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const FILE_ERRORS: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `There is no ${path}.`,
  EISDIR: () => 'A folder was given where a file is needed.',
  ENOTDIR: (path) => `${path} is not in a folder.`,
  EACCES: (path) => `${path} may not be read or written by you.`,
};

function sentenceOf(error: unknown): unknown {
  if (!isNativeError(error)) return error;
  const { code = '', path } = error as NodeJS.ErrnoException;
  const tell = FILE_ERRORS[code];
  if (tell) return tell(path ?? 'what was given');
  return error.constructor === Error ? error.message : error;
}
