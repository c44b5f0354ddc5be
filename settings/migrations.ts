/** Stored version of the settings. Raise it together with a migration below and a test with an old value. */
export const SETTINGS_VERSION = 2;

/**
 * From version N-1 to N. Version 1 kept one boolean `coverDanger` and a list `disabledRules`; version 2 tells comments from
 * everything and names the list `rulesOff`. Unknown keys are left alone: `readSettings` drops them.
 */
export const SETTINGS_MIGRATIONS: Record<number, (old: Record<string, unknown>) => Record<string, unknown>> =
  {
    2: ({ coverDanger, disabledRules, ...rest }) => ({
      ...rest,
      ...(typeof coverDanger === 'boolean' ? { cover: coverDanger ? 'comments' : 'off' } : {}),
      ...(Array.isArray(disabledRules) ? { rulesOff: disabledRules } : {}),
    }),
  };
