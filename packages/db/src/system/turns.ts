/** Advisory locks by tenant and by account: changes share them, and what takes a right away has them alone. */
export const TENANT_TURN = 727_005;
export const ACCOUNT_TURN = 727_006;
