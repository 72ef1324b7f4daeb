/** Advisory locks by tenant and by account: changes share them, and what takes a right away has them alone. */
export const TENANT_TURN = 727_005;
export const ACCOUNT_TURN = 727_006;
/** Advisory lock under which the number of operators changes. */
export const OPERATORS_TURN = 727_007;
/** Advisory lock by the name of a connection that is created only where there is none. */
export const NAME_TURN = 727_008;
