import type Snowflake from 'snowflake-sdk';

/** Read by the library while it is imported: no probing of the cloud's metadata, no native code, no telemetry. */
const ENVIRONMENT = {
  SNOWFLAKE_DISABLE_PLATFORM_DETECTION: 'true',
  SNOWFLAKE_DISABLE_MINICORE: '1',
  SF_TELEMETRY_DISABLE_CONNECTION_SHAPE: '1',
};

let loaded: Promise<typeof Snowflake> | null = null;

/** The library, told once to keep quiet and to run nothing that a server sends. */
export function loadSdk(): Promise<typeof Snowflake> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<typeof Snowflake> {
  Object.assign(process.env, ENVIRONMENT);
  const { default: snowflake } = await import('snowflake-sdk');
  snowflake.configure({
    logLevel: 'OFF',
    additionalLogToConsole: false,
    useEnvProxy: false,
    jsonColumnVariantParser: parseVariant,
    // Not read as XML at all: nothing here needs it.
    xmlColumnVariantParser: (text: string) => text,
  });
  return snowflake;
}

/**
 * The library's own parser runs as JavaScript what is not JSON, and one that throws ends the process. This does
 * neither.
 */
export function parseVariant(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
