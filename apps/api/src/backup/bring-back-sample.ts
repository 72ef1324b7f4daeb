import { targetOf } from '@portolan/core';
import { createSampleDatabase, DataConnectionEntity, type Manifest, SAMPLE_READER } from '@portolan/db';
import type { Composition } from '../compose.ts';

/**
 * The sample of an embedded installation is a database of its server, which a backup has no need to hold: it is made anew,
 * with the password that its connections have, where the server is found at the port it had.
 */
export async function bringBackSample(composition: Composition, manifest: Manifest): Promise<void> {
  const { services, embeddedPort, serverUrl } = composition;
  if (embeddedPort === null || embeddedPort !== manifest.embeddedPort) return;
  const connection = await services.db.ownerTransaction((em) =>
    em.findOne(DataConnectionEntity, { username: SAMPLE_READER, port: embeddedPort, deletedAt: null }),
  );
  if (!connection) return;
  const target = await targetOf(services.keyring, connection);
  if ('credential' in target && target.credential?.type === 'password') {
    await createSampleDatabase(serverUrl, target.credential.password);
  }
}
