export { AcceptView, type LinkInvitation } from './accept-view.tsx';
