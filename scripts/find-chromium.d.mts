export function findChromium(env?: NodeJS.ProcessEnv): string | undefined;
export const NO_BRANDED: string;
export const NO_CHROMIUM: string;
