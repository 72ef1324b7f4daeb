/// <reference path="./thrift-modules.d.ts" />
import { randomUUID } from 'node:crypto';
import types from '@databricks/sql/thrift/TCLIService_types.js';
import Int64 from 'node-int64';
import type { Result } from './catalogue.ts';
import type { SqlError } from './options.ts';
import { rowSetOf, schemaOf } from './row-sets.ts';
import { SUCCESS, type TypedResult, typedMetadata, typedRowSet } from './typed-results.ts';

export { SUCCESS } from './typed-results.ts';

/** What became of a statement. */
export type Outcome =
  | { kind: 'rows'; result: Result; queuedPolls?: number }
  | { kind: 'error'; error: SqlError }
  | { kind: 'queued' }
  | { kind: 'running' }
  | { kind: 'typed'; typed: TypedResult }
  | { kind: 'link'; link: string };

interface Operation {
  outcome: Outcome;
  offset: number;
  polls: number;
}

export function errorStatus({ sqlState, message }: SqlError): types.TStatus {
  const { ERROR_STATUS } = types.TStatusCode;
  return new types.TStatus({ statusCode: ERROR_STATUS, sqlState, errorMessage: message, displayMessage: message });
}

/** The client prints handles as UUIDs and takes no other sixteen bytes. */
export function newHandle(): types.THandleIdentifier {
  const bytes = () => Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
  return new types.THandleIdentifier({ guid: bytes(), secret: bytes() });
}

export const keyOf = ({ guid }: types.THandleIdentifier) => Buffer.from(guid).toString('hex');

/** Operations of all sessions: their state, and their rows in slices. */
export class Operations {
  readonly #operations = new Map<string, Operation>();
  readonly #rowsPerFetch: number;

  constructor(rowsPerFetch: number) {
    this.#rowsPerFetch = rowsPerFetch;
  }

  get open(): number {
    return this.#operations.size;
  }

  /** Begins an operation; where it is over at once and the client asked for it, the first rows come with the answer. */
  begin(outcome: Outcome, direct: types.TSparkGetDirectResults | undefined | null) {
    const operationId = newHandle();
    const key = keyOf(operationId);
    this.#operations.set(key, { outcome, offset: 0, polls: 0 });
    const operationType = types.TOperationType.EXECUTE_STATEMENT;
    const operationHandle = new types.TOperationHandle({ operationId, operationType, hasResultSet: true });
    const operationStatus = this.status(operationId);
    if (outcome.kind === 'error') return { status: SUCCESS, operationHandle, directResults: { operationStatus } };
    if (!direct || operationStatus.operationState !== types.TOperationState.FINISHED_STATE) {
      return { status: SUCCESS, operationHandle };
    }
    const resultSet = this.fetch(operationId, direct.maxRows.toNumber());
    const closed = resultSet.hasMoreRows ? {} : { closeOperation: new types.TCloseOperationResp({ status: SUCCESS }) };
    const directResults = { operationStatus, resultSetMetadata: this.metadata(operationId), resultSet, ...closed };
    if (!resultSet.hasMoreRows) this.#operations.delete(key);
    return { status: SUCCESS, operationHandle, directResults };
  }

  status(id: types.THandleIdentifier): types.TGetOperationStatusResp {
    const operation = this.#find(id);
    const { outcome } = operation;
    const state = (operationState: types.TOperationState, error?: SqlError) =>
      new types.TGetOperationStatusResp({
        status: SUCCESS,
        operationState,
        hasResultSet: true,
        ...(error ? { sqlState: error.sqlState, errorMessage: error.message, displayMessage: error.message } : {}),
      });
    switch (outcome.kind) {
      case 'error':
        return state(types.TOperationState.ERROR_STATE, outcome.error);
      case 'queued':
        return state(types.TOperationState.PENDING_STATE);
      case 'running':
        return state(types.TOperationState.RUNNING_STATE);
      case 'rows':
        if (operation.polls++ < (outcome.queuedPolls ?? 0)) return state(types.TOperationState.PENDING_STATE);
        return state(types.TOperationState.FINISHED_STATE);
      case 'typed':
      case 'link':
        return state(types.TOperationState.FINISHED_STATE);
    }
  }

  metadata(id: types.THandleIdentifier): types.TGetResultSetMetadataResp {
    const { outcome } = this.#find(id);
    if (outcome.kind === 'typed') return typedMetadata(outcome.typed);
    const { COLUMN_BASED_SET, URL_BASED_SET } = types.TSparkRowSetType;
    const result = outcome.kind === 'rows' ? outcome.result : { columns: ['elsewhere'], rows: [] };
    return new types.TGetResultSetMetadataResp({
      status: SUCCESS,
      schema: schemaOf(result),
      resultFormat: outcome.kind === 'link' ? URL_BASED_SET : COLUMN_BASED_SET,
      lz4Compressed: false,
      isStagingOperation: false,
    });
  }

  fetch(id: types.THandleIdentifier, maxRows: number): types.TFetchResultsResp {
    const operation = this.#find(id);
    const { outcome, offset } = operation;
    if (outcome.kind === 'link') {
      return new types.TFetchResultsResp({ status: SUCCESS, hasMoreRows: false, results: linkTo(outcome.link) });
    }
    if (outcome.kind === 'typed') {
      return new types.TFetchResultsResp({ status: SUCCESS, hasMoreRows: false, results: typedRowSet(outcome.typed) });
    }
    const result = outcome.kind === 'rows' ? outcome.result : { columns: [], rows: [] };
    const count = Math.min(maxRows, this.#rowsPerFetch);
    operation.offset += count;
    const hasMoreRows = operation.offset < result.rows.length;
    return new types.TFetchResultsResp({ status: SUCCESS, hasMoreRows, results: rowSetOf(result, offset, count) });
  }

  close(id: types.THandleIdentifier): void {
    this.#operations.delete(keyOf(id));
  }

  #find(id: types.THandleIdentifier): Operation {
    const operation = this.#operations.get(keyOf(id));
    if (!operation) throw new Error('no such operation');
    return operation;
  }
}

function linkTo(fileLink: string): types.TRowSet {
  const one = new Int64(1);
  const link = new types.TSparkArrowResultLink({
    fileLink,
    expiryTime: new Int64(Date.now() + 3_600_000),
    startRowOffset: new Int64(0),
    rowCount: one,
    bytesNum: one,
  });
  return new types.TRowSet({ startRowOffset: new Int64(0), rows: [], resultLinks: [link] });
}
