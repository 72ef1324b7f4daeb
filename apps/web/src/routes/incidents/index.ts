export { AcknowledgeButton } from './acknowledge-button.tsx';
export { IncidentStatusChip } from './incident-status.tsx';
export { causeText, incidentTitle } from './incident-text.ts';
export { IncidentTimes } from './incident-times.tsx';
export { incidentHref, incidentsHref } from './links.ts';
export { MemberLinks } from './member-links.tsx';
export { titleId } from './title-id.ts';
export { useAcknowledgedText } from './use-acknowledged-text.ts';
