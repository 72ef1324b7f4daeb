export { type BodyLimits, limitsFor, MAX_BODY_BYTES } from './body/body-limits.ts';
export { discardRest, tooLarge } from './body/incoming-body.ts';
export { readText } from './body/read-text.ts';
export { scanJson } from './body/scan-json.ts';
export { type OpenApiDocument, openApiDocument } from './openapi.ts';
export { type Operation, operationsOf } from './operations.ts';
export { problemResponse, toProblem } from './problem.ts';
export { createRestApp, type RestOptions } from './rest-app.ts';
export { surfaceKey } from './surface-key.ts';
