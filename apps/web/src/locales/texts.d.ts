// A part of a locale file that comes with the code that speaks it: the query makes it a module of its own, of which the
// bundler keeps what is taken. One line for each part.

type English = typeof import('./en.ts');

declare module '*/en.ts?account' {
  export const account: English['account'];
}
declare module '*/en.ts?failures' {
  export const failures: English['failures'];
}
declare module '*/en.ts?activate' {
  export const activate: English['activate'];
}
declare module '*/en.ts?passwords' {
  export const passwords: English['passwords'];
}
declare module '*/en.ts?signIn' {
  export const signIn: English['signIn'];
}
declare module '*/en.ts?time' {
  export const time: English['time'];
}
declare module '*/en.ts?connections' {
  export const connections: English['connections'];
}
declare module '*/en.ts?rows' {
  export const rows: English['rows'];
}
declare module '*/en.ts?address' {
  export const address: English['address'];
}
declare module '*/en.ts?connectionStatus' {
  export const connectionStatus: English['connectionStatus'];
}
declare module '*/en.ts?testInPassing' {
  export const testInPassing: English['testInPassing'];
}
declare module '*/en.ts?health' {
  export const health: English['health'];
}
declare module '*/en.ts?overview' {
  export const overview: English['overview'];
}
declare module '*/en.ts?monitoring' {
  export const monitoring: English['monitoring'];
}
declare module '*/en.ts?healthCell' {
  export const healthCell: English['healthCell'];
}
declare module '*/en.ts?connectionHead' {
  export const connectionHead: English['connectionHead'];
}
declare module '*/en.ts?rowMenu' {
  export const rowMenu: English['rowMenu'];
}
declare module '*/en.ts?notices' {
  export const notices: English['notices'];
}
declare module '*/en.ts?retrying' {
  export const retrying: English['retrying'];
}
declare module '*/en.ts?offline' {
  export const offline: English['offline'];
}
declare module '*/en.ts?toasts' {
  export const toasts: English['toasts'];
}
declare module '*/en.ts?shell' {
  export const shell: English['shell'];
}
declare module '*/en.ts?palette' {
  export const palette: English['palette'];
}
declare module '*/en.ts?shortcuts' {
  export const shortcuts: English['shortcuts'];
}
declare module '*/en.ts?foreignTenant' {
  export const foreignTenant: English['foreignTenant'];
}
declare module '*/en.ts?notFound' {
  export const notFound: English['notFound'];
}
declare module '*/en.ts?guards' {
  export const guards: English['guards'];
}
declare module '*/en.ts?access' {
  export const access: English['access'];
}
declare module '*/en.ts?dialogs' {
  export const dialogs: English['dialogs'];
}
declare module '*/en.ts?discarding' {
  export const discarding: English['discarding'];
}
declare module '*/en.ts?copyButton' {
  export const copyButton: English['copyButton'];
}
declare module '*/en.ts?copying' {
  export const copying: English['copying'];
}
declare module '*/en.ts?deleting' {
  export const deleting: English['deleting'];
}
declare module '*/en.ts?restoring' {
  export const restoring: English['restoring'];
}
declare module '*/en.ts?deletedConnections' {
  export const deletedConnections: English['deletedConnections'];
}
declare module '*/en.ts?sorting' {
  export const sorting: English['sorting'];
}
declare module '*/en.ts?listLook' {
  export const listLook: English['listLook'];
}
declare module '*/en.ts?order' {
  export const order: English['order'];
}
declare module '*/en.ts?orderFilters' {
  export const orderFilters: English['orderFilters'];
}
declare module '*/en.ts?listToolbar' {
  export const listToolbar: English['listToolbar'];
}
declare module '*/en.ts?display' {
  export const display: English['display'];
}
declare module '*/en.ts?views' {
  export const views: English['views'];
}
declare module '*/en.ts?savingView' {
  export const savingView: English['savingView'];
}
declare module '*/en.ts?tagsInput' {
  export const tagsInput: English['tagsInput'];
}
declare module '*/en.ts?nameQuestion' {
  export const nameQuestion: English['nameQuestion'];
}
declare module '*/en.ts?production' {
  export const production: English['production'];
}
declare module '*/en.ts?bulk' {
  export const bulk: English['bulk'];
}
declare module '*/en.ts?many' {
  export const many: English['many'];
}
declare module '*/en.ts?showingOnce' {
  export const showingOnce: English['showingOnce'];
}
declare module '*/en.ts?sent' {
  export const sent: English['sent'];
}
declare module '*/en.ts?conflicts' {
  export const conflicts: English['conflicts'];
}
declare module '*/en.ts?clamping' {
  export const clamping: English['clamping'];
}
declare module '*/en.ts?records' {
  export const records: English['records'];
}
declare module '*/en.ts?listing' {
  export const listing: English['listing'];
}
declare module '*/en.ts?paging' {
  export const paging: English['paging'];
}
declare module '*/en.ts?picker' {
  export const picker: English['picker'];
}
declare module '*/en.ts?persons' {
  export const persons: English['persons'];
}
declare module '*/en.ts?stages' {
  export const stages: English['stages'];
}
declare module '*/en.ts?causes' {
  export const causes: English['causes'];
}
declare module '*/en.ts?stageList' {
  export const stageList: English['stageList'];
}
declare module '*/en.ts?audit' {
  export const audit: English['audit'];
}
declare module '*/en.ts?auditDetails' {
  export const auditDetails: English['auditDetails'];
}
declare module '*/en.ts?auditVerdict' {
  export const auditVerdict: English['auditVerdict'];
}
declare module '*/en.ts?auditActs' {
  export const auditActs: English['auditActs'];
}
declare module '*/en.ts?exchange' {
  export const exchange: English['exchange'];
}
declare module '*/en.ts?permissions' {
  export const permissions: English['permissions'];
}
declare module '*/en.ts?complaints' {
  export const complaints: English['complaints'];
}
declare module '*/en.ts?roles' {
  export const roles: English['roles'];
}
declare module '*/en.ts?roleFacts' {
  export const roleFacts: English['roleFacts'];
}
declare module '*/en.ts?roleDialogs' {
  export const roleDialogs: English['roleDialogs'];
}
declare module '*/en.ts?users' {
  export const users: English['users'];
}
declare module '*/en.ts?userDialogs' {
  export const userDialogs: English['userDialogs'];
}
declare module '*/en.ts?invitations' {
  export const invitations: English['invitations'];
}
declare module '*/en.ts?invitationDialogs' {
  export const invitationDialogs: English['invitationDialogs'];
}
declare module '*/en.ts?acceptance' {
  export const acceptance: English['acceptance'];
}
declare module '*/en.ts?operators' {
  export const operators: English['operators'];
}
declare module '*/en.ts?operatorDialogs' {
  export const operatorDialogs: English['operatorDialogs'];
}
declare module '*/en.ts?operatorAcceptance' {
  export const operatorAcceptance: English['operatorAcceptance'];
}
declare module '*/en.ts?tenants' {
  export const tenants: English['tenants'];
}
declare module '*/en.ts?tenantFields' {
  export const tenantFields: English['tenantFields'];
}
declare module '*/en.ts?tenantDialogs' {
  export const tenantDialogs: English['tenantDialogs'];
}
declare module '*/en.ts?noTenant' {
  export const noTenant: English['noTenant'];
}
declare module '*/en.ts?serviceAccounts' {
  export const serviceAccounts: English['serviceAccounts'];
}
declare module '*/en.ts?serviceAccountDialogs' {
  export const serviceAccountDialogs: English['serviceAccountDialogs'];
}
declare module '*/en.ts?apiKeys' {
  export const apiKeys: English['apiKeys'];
}
declare module '*/en.ts?notifications' {
  export const notifications: English['notifications'];
}
declare module '*/en.ts?notificationDialogs' {
  export const notificationDialogs: English['notificationDialogs'];
}
declare module '*/en.ts?apiKeyDialogs' {
  export const apiKeyDialogs: English['apiKeyDialogs'];
}
declare module '*/en.ts?connectionFields' {
  export const connectionFields: English['connectionFields'];
}
declare module '*/en.ts?connectionForm' {
  export const connectionForm: English['connectionForm'];
}
declare module '*/en.ts?urlReading' {
  export const urlReading: English['urlReading'];
}
declare module '*/en.ts?draftTest' {
  export const draftTest: English['draftTest'];
}
declare module '*/en.ts?testReport' {
  export const testReport: English['testReport'];
}
declare module '*/en.ts?importing' {
  export const importing: English['importing'];
}
declare module '*/en.ts?charting' {
  export const charting: English['charting'];
}
declare module '*/en.ts?tableKinds' {
  export const tableKinds: English['tableKinds'];
}
declare module '*/en.ts?explorer' {
  export const explorer: English['explorer'];
}
declare module '*/en.ts?schemaFacts' {
  export const schemaFacts: English['schemaFacts'];
}
declare module '*/en.ts?columnSearch' {
  export const columnSearch: English['columnSearch'];
}
declare module '*/en.ts?snapshots' {
  export const snapshots: English['snapshots'];
}
declare module '*/en.ts?differences' {
  export const differences: English['differences'];
}
declare module '*/en.ts?migration' {
  export const migration: English['migration'];
}
declare module '*/en.ts?preview' {
  export const preview: English['preview'];
}
declare module '*/en.ts?typeSources' {
  export const typeSources: English['typeSources'];
}
declare module '*/en.ts?diagrams' {
  export const diagrams: English['diagrams'];
}
declare module '*/en.ts?relations' {
  export const relations: English['relations'];
}
declare module '*/en.ts?home' {
  export const home: English['home'];
}
declare module '*/en.ts?incidents' {
  export const incidents: English['incidents'];
}
declare module '*/en.ts?incidentWords' {
  export const incidentWords: English['incidentWords'];
}
declare module '*/en.ts?vms' {
  export const vms: English['vms'];
}
declare module '*/en.ts?vmDialogs' {
  export const vmDialogs: English['vmDialogs'];
}
declare module '*/en.ts?machine' {
  export const machine: English['machine'];
}
declare module '*/en.ts?hypervisors' {
  export const hypervisors: English['hypervisors'];
}
declare module '*/en.ts?hypervisorDialogs' {
  export const hypervisorDialogs: English['hypervisorDialogs'];
}
declare module '*/en.ts?vmQuota' {
  export const vmQuota: English['vmQuota'];
}
