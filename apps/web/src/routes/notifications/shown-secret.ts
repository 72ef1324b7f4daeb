/** The secret of a webhook, for the one time that it is seen. */
export interface ShownSecret {
  name: string;
  secret: string;
  /** There was another before, which signs for a day more. */
  isRotated: boolean;
}
