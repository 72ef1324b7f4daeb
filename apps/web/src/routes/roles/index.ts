export { aboveReason } from './above.ts';
export { PermissionList } from './permission-list.tsx';
export { PermissionPicker } from './permission-picker.tsx';
export { roleQueries } from './queries.ts';
