import { publicMessage, type StageResult } from '@portolan/contract';

/** A stage as it may be told to people who do not hold the credential: without a word of the server, which may echo it. */
export function withoutWords({ serverMessage, ...stage }: StageResult): StageResult {
  return serverMessage ? { ...stage, message: publicMessage({ ...stage, serverMessage }) } : stage;
}
