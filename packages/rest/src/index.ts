export { type OpenApiDocument, openApiDocument } from './openapi.ts';
export { type Operation, operationsOf } from './operations.ts';
export { problemResponse, toProblem } from './problem.ts';
export { createRestApp, type RestOptions } from './rest-app.ts';
