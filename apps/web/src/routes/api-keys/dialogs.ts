import { laterDialog } from '../../components/later.tsx';

export const CreateKeyDialog = laterDialog(() => import('./create-key-dialog.tsx'));
export const CreatedKeyDialog = laterDialog(() => import('./created-key-dialog.tsx'));
