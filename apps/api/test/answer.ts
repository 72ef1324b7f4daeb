/** What the API said to one request. */
export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are checked against the OpenAPI document and by each test
  body: any;
  text: string;
}
