import { parseArgs, type ParseArgsConfig } from 'node:util';

/**
 * The arguments of a command, as `parseArgs` reads them. `--help` prints the usage and ends the command.
 *
 * @throws a sentence with the usage for an option or argument that the command does not know
 */
export function readArguments<const Config extends ParseArgsConfig>(
  usage: string,
  config: Config = {} as Config,
): ReturnType<typeof parseArgs<Config>> {
  const help = { type: 'boolean' } as const;
  try {
    const given = parseArgs({ ...config, options: { ...config.options, help } });
    if (!(given.values as { help?: boolean }).help) return given as ReturnType<typeof parseArgs<Config>>;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`, { cause: error });
  }
  console.log(usage);
  process.exit(0);
}
