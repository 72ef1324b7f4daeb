/** Of the element that names an incident, and can have the focus. */
export const titleId = (incident: string): string => `incident-${incident}`;
