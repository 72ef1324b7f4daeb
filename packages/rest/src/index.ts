export { type OpenApiDocument, openApiDocument } from './openapi.ts';
export { operationsOf } from './operations.ts';
export { problemResponse } from './problem.ts';
export { createRestApp, type RestOptions } from './rest-app.ts';
