/** A setting that stops the start, as one line that names its variable and never its value. */
export class ConfigurationError extends Error {}
