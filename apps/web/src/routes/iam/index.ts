export { Readable } from './readable.tsx';
export { WhyDialogHost } from './why-dialog-host.tsx';
