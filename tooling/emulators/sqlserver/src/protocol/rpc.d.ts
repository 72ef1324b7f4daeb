/** A parameter of a remote procedure call. */
export interface RpcParameter {
    name: string;
    value: unknown;
}
/** `procedure` by name, or by the number of a special one ([MS-TDS] 2.2.6.6): 10 is sp_executesql. */
export interface Rpc {
    procedure: string | number;
    parameters: RpcParameter[];
}
/** Reads a call. Throws for parameter types that no client of ours sends. */
export declare function readRpc(payload: Buffer): Rpc;
