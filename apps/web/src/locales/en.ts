import type { Permission, PermissionModuleName } from '@portolan/contract';
import { plural } from './plural.ts';

// Everything that the page says in English, by the feature that says it. A feature takes its own part (see texts.d.ts).

export const failures = {
  unreachable: 'The server cannot be reached. Check your network and try again.',
  offline: 'You are offline. Try again when you are back.',
  unknown: 'Something went wrong.',
};

export const time = {
  never: 'never',
  justNow: 'just now',
};

export const signIn = {
  page: 'Sign in',
  title: 'Sign in to Portolan',
  text: "The chart of your team's databases.",
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  forgotten: 'Forgotten your password?',
  emailMissing: 'Enter your e-mail address',
  passwordMissing: 'Enter your password',
  refused: 'The e-mail address or the password is not right.',
};

export const passwords = {
  show: 'Show password',
  showOf: (label: string) => `Show: ${label}`,
  new: 'New password',
  again: 'New password again',
  shortest: 'At least 8 characters.',
  newMissing: 'Choose a new password',
  currentMissing: 'Enter your current password',
  different: 'The two passwords differ',
  forgottenPage: 'Forgotten password',
  forgottenText: 'You get a link by mail that lets you choose a new one.',
  email: 'E-mail',
  emailMissing: 'Enter your e-mail address',
  send: 'Send the link',
  back: 'Back to sign-in',
  sentTitle: 'Look into your mail',
  sentText: (email: string) => `If ${email} has an account, a link is on its way. It works once, for an hour.`,
  noMailTitle: 'This installation sends no mail',
  noMailText: 'Ask its operator for a link. Whoever runs the server makes one there, good once and for an hour:',
  command: 'Command',
  copyCommand: 'Copy command',
  resetPage: 'New password',
  resetTitle: 'Choose a new password',
  resetText: 'Every session of your account ends; then you sign in with it.',
  set: 'Set password',
  doneTitle: 'Password set',
  doneText: 'Sign in with the new one.',
  toSignIn: 'Go to sign-in',
  deadTitle: 'This link cannot be used',
  incomplete: 'The link is not complete. Open it again from the message, or ask for a new one.',
  askAgain: 'Ask for a new link',
};

export const account = {
  page: 'Account',
  sessions: 'Sessions',
  sessionsText: 'Where you are signed in.',
  sessionsFailed: 'The sessions could not be loaded',
  loading: 'Loading',
  thisSession: 'This session',
  lastSeen: 'last seen',
  signedIn: 'signed in',
  signOut: 'Sign out',
  signOutOf: (device: string) => `Sign out ${device}`,
  signOutElsewhere: 'Sign out everywhere else',
  signedOutElsewhere: 'Signed out everywhere else',
  sessionEnded: 'Session ended',
  sessionNotEnded: 'The session could not be ended',
  unknownDevice: 'Unknown device',
  browserOn: (browser: string, system: string) => `${browser} on ${system}`,
  othersSignedOut: 'Every other session was signed out.',
  name: 'Name',
  nameText: 'What others read beside what you do. Left empty, they read your e-mail address.',
  firstName: 'First name',
  lastName: 'Last name',
  changeName: 'Change name',
  nameChanged: 'Name changed',
  email: 'E-mail address',
  emailText: 'You sign in with it. Changing it signs you out everywhere else.',
  newEmail: 'New e-mail',
  yourPassword: 'Your password',
  emailMissing: 'E-mail address is required',
  currentMissing: 'Enter your current password',
  changeEmail: 'Change e-mail',
  emailChanged: 'E-mail address changed',
  password: 'Password',
  passwordText: 'Changing it signs you out everywhere else.',
  currentPassword: 'Current password',
  changePassword: 'Change password',
  passwordChanged: 'Password changed',
  language: 'Language and time',
  languageText: 'How the page speaks to you, wherever you sign in.',
  languageLabel: 'Language',
  ofBrowser: (name: string) => `As the browser: ${name}`,
  timeZone: 'Time zone',
  times: 'Times',
  relative: 'How long ago',
  absolute: 'Date and time',
  notKept: 'Your choice could not be kept',
};

export const connections = {
  page: 'Connections',
  text: 'The databases that this tenant can reach.',
  refusal: 'You cannot see the connections of this tenant',
  refusalDeleted: 'You cannot see the deleted connections of this tenant',
  new: 'New connection',
  search: 'Search connections',
  searchHint: 'Search name, host, user, tag…',
  filters: 'Filters',
  type: 'Database type',
  allTypes: 'All types',
  status: 'Status',
  all: 'All',
  deleted: 'Deleted',
  sealed: 'Sealed',
  sealedHint: 'The stored credential was entered for another destination.',
  clear: 'Clear',
  clearFilters: 'Clear filters',
  testFailed: 'Test all failed',
  failedNotTested: 'The failed connections could not be tested',
  name: 'Name',
  actions: 'Actions',
  loading: 'Loading',
  notLoaded: 'The connections could not be loaded',
  noMatch: 'No connections match',
  noMatchText: 'Try another search, or clear the filters.',
  none: 'No connections yet',
  noneYours:
    'Add the first database. You can test it before saving; its credentials are encrypted and never shown again.',
  noneTheirs: 'Nobody has added a database to this tenant yet.',
};

export const rows = {
  list: 'Connections',
  test: 'Test',
  testOf: (name: string) => `Test ${name}`,
  more: (name: string) => `More actions for ${name}`,
  select: (name: string) => `Select ${name}`,
  selectPage: 'Select all on this page',
  tested: 'Tested',
  untagged: 'No tags',
  count: (count: number) => plural('en')(count, '# connection', '# connections'),
  selected: (count: number) => plural('en')(count, '# connection selected', '# connections selected'),
};

export const address = {
  encrypted: 'Encrypted',
  open: 'Not encrypted',
};

export const connectionStatus = {
  labels: { untested: 'Untested', connected: 'Connected', failed: 'Failed' },
  testing: 'Testing…',
  starting: 'Starting',
  goesOn: (message: string) => `${message}. The test is finished in the background.`,
  sealed: 'The credential must be entered again.',
  unreadable: 'The credential cannot be read: its key is missing.',
  notTested: (name: string) => `${name} could not be tested`,
};

export const testInPassing = {
  begun: (name: string) => `${name} is being tested`,
  failed: (name: string) => `${name} could not be tested`,
};

export const connectionHead = {
  connection: 'Connection',
  diagramOf: (name: string) => `Diagram of ${name}`,
  snapshotsOf: (name: string) => `Snapshots of ${name}`,
  typesOf: (name: string) => `Types of ${name}`,
  loading: 'Loading',
  notLoaded: 'The connection could not be loaded',
  noBrowsing: 'You cannot browse this database',
  lacks: (permission: string) => `Your role lacks the permission “${permission}”.`,
  sealed:
    'The stored credential is sealed: it was entered for another destination. Edit the connection and enter it again.',
  unreadable:
    'The stored credential cannot be read: its encryption key is not configured. Edit the connection and enter it again, or ask the operator to bring the key back.',
  test: 'Test',
  edit: 'Edit',
  more: (name: string) => `More actions for ${name}`,
};

export const rowMenu = {
  of: (name: string) => `Actions for ${name}`,
  verbs: {
    open: 'Open',
    diagram: 'Diagram',
    snapshots: 'Snapshots',
    types: 'Types',
    test: 'Test',
    duplicate: 'Duplicate…',
    copyUrl: 'Copy URL without password',
    copyId: 'Copy id',
    edit: 'Edit…',
    delete: 'Delete…',
  },
  deleteKey: 'Del',
};

export const copying = {
  url: 'URL copied, without a password.',
  id: 'Id copied.',
  refused: 'The browser did not let it be copied.',
};

export const deleting = {
  question: (name: string) => `Delete ${name}?`,
  questionMany: (count: number) => plural('en')(count, 'Delete # connection?', 'Delete # connections?'),
  more: (count: string) => `and ${count} more`,
  text: 'Nobody in this tenant can use or test the connection any more. The database itself is not touched.',
  textMany:
    'Nobody in this tenant can use or test these connections any more. The databases themselves are not touched.',
  undoDays: (days: number) =>
    plural('en')(
      days,
      'You can undo this for # day: among the deleted ones, or by Undo.',
      'You can undo this for # days: among the deleted ones, or by Undo.',
    ),
  delete: 'Delete connection',
  deleteMany: (count: number) => plural('en')(count, 'Delete # connection', 'Delete # connections'),
  undo: 'Undo',
  deleted: (name: string) => `${name} deleted`,
  notDeleted: (name: string) => `${name} could not be deleted`,
};

export const restoring = {
  restored: (name: string) => `${name} restored`,
  notRestored: (name: string) => `${name} could not be restored`,
};

export const deletedConnections = {
  list: 'Deleted connections',
  count: (count: number) => plural('en')(count, '# deleted connection', '# deleted connections'),
  notLoaded: 'The deleted connections could not be loaded',
  name: 'Name',
  by: 'Deleted by',
  at: 'Deleted',
  restore: 'Restore',
  restoreOf: (name: string) => `Restore ${name}`,
  none: 'No deleted connections',
  noneText: 'Nothing that was deleted is here under these filters.',
  clearFilters: 'Clear filters',
};

export const sorting = {
  by: 'Sort by',
  orders: {
    createdAt: { desc: 'Newest first', asc: 'Oldest first' },
    name: { asc: 'Name A–Z', desc: 'Name Z–A' },
    dbType: { asc: 'Type A–Z', desc: 'Type Z–A' },
    status: { asc: 'Failing first', desc: 'Failing last' },
    environment: { asc: 'Production first', desc: 'Production last' },
    host: { asc: 'Host A–Z', desc: 'Host Z–A' },
    lastTestedAt: { desc: 'Last tested first', asc: 'Last tested last' },
  },
};

export const listLook = {
  columns: {
    type: 'Type',
    environment: 'Environment',
    address: 'Host / database',
    username: 'User',
    tags: 'Tags',
    owner: 'Owner',
    status: 'Status',
    tested: 'Last tested',
    created: 'Created',
  },
  notKept: 'Your choice could not be kept',
};

export const order = {
  environments: { production: 'Production', staging: 'Staging', development: 'Development', other: 'Other' },
  tags: 'Tags',
};

export const orderFilters = {
  environment: 'Environment',
  allEnvironments: 'All environments',
  owner: 'Owner',
  allOwners: 'All owners',
  nobody: 'Nobody',
  addTag: 'Add a tag to filter by',
  allTags: 'All tags',
  andTag: 'And tag…',
  withoutTag: (tag: string) => `Do not filter by the tag ${tag}`,
};

export const listToolbar = {
  views: 'Views',
  view: (name: string) => `Views: ${name}`,
  none: 'Filters, order and groups of this list can be kept as a view, for you or for all.',
  shared: 'Shared',
  shownNow: 'Shown now',
  save: 'Save as a view…',
  manage: 'Manage views…',
  display: 'Display',
};

export const display = {
  title: 'Display',
  text: 'Rows and columns are kept for you; groups stand in the address.',
  groupBy: 'Group by',
  groups: { none: 'Not grouped', environment: 'Environment', tag: 'Tag' },
  rows: 'Rows',
  densities: { comfortable: 'Comfortable', compact: 'Compact' },
  columns: 'Columns',
  usual: 'Usual columns',
};

export const views = {
  title: 'Views',
  text: 'Views keep filters, order and groups of the list.',
  none: 'There are no views any more.',
  notChanged: 'The view could not be changed',
  nameOf: (name: string) => `Name of the view ${name}`,
  renamed: 'View renamed.',
  shared: 'Shared',
  yours: 'Yours',
  share: 'Share',
  shareOf: (name: string) => `Share ${name}`,
  sharedNow: 'View shared.',
  unshare: 'Stop sharing',
  unshareOf: (name: string) => `Stop sharing ${name}`,
  unsharedNow: 'The view is its maker’s alone again.',
  replace: 'Replace',
  replaceOf: (name: string) => `Replace ${name} by the list as it is`,
  replaced: 'View replaced.',
  deleteOf: (name: string) => `Delete the view ${name}`,
  deleted: 'View deleted.',
};

export const savingView = {
  title: 'Save as a view',
  text: 'The list as it is now: search, filters, order, groups and rows per page.',
  save: 'Save view',
  saved: (name: string) => `View “${name}” saved.`,
  name: 'Name',
  namePlaceholder: 'Failing in production',
  nameMissing: 'A view needs a name.',
  withColumns: 'With the columns that are shown now',
  withColumnsHint: 'Otherwise everybody sees their own.',
  share: 'Shared with everybody in this tenant',
  shareHint: 'They find it among their views.',
  shareNeeds: (permission: string) => `Sharing needs the permission “${permission}”.`,
};

export const tagsInput = {
  hint: 'A key or key:value, such as team:shop. Enter ends each.',
  remove: (tag: string) => `Remove the tag ${tag}`,
  count: (count: number) => plural('en')(count, '# tag', '# tags'),
  wrong: (tag: string) => `“${tag}” is no tag: it has 1 to 64 of a–z, 0–9 and _ . : / -`,
  tooMany: (most: string) => `There can be ${most} tags at most.`,
};

export const production = {
  type: (answer: string) => `Type “${answer}” to confirm`,
  count: (count: number) => plural('en')(count, '# production connection', '# production connections'),
};

export const bulk = {
  region: 'Selected connections',
  selectAll: (count: string) => `Select all ${count}`,
  notSelected: 'Not all connections could be selected',
  test: 'Test',
  environment: 'Environment',
  setEnvironment: 'Set the environment of the selected connections',
  addTag: 'Add tag…',
  delete: 'Delete…',
  clear: 'Clear the selection',
  tagsTitle: (count: number) => plural('en')(count, 'Add tags to # connection', 'Add tags to # connections'),
  addTags: 'Add tags',
  tags: 'Tags',
  noTags: 'Enter the tags to add.',
  environmentTitle: (count: number) =>
    plural('en')(count, 'Change the environment of # connection', 'Change the environment of # connections'),
  changeEnvironment: 'Set environment',
  notTyped: 'Type what is asked for, as it stands there.',
};

export const many = {
  stop: 'Stop',
  testing: (count: number) => plural('en')(count, 'Testing # connection', 'Testing # connections'),
  tested: (count: number) => plural('en')(count, '# connection tested.', '# connections tested.'),
  stopped: (done: string, all: number) =>
    plural('en')(all, `Stopped: ${done} of # connection tested.`, `Stopped: ${done} of # connections tested.`),
  connected: (count: string) => `${count} connected`,
  failed: (count: string) => `${count} failed`,
  starting: (count: string) => `${count} starting`,
  untested: (count: string) => `${count} could not be tested`,
  showFailed: 'Show failed',
  noneFailed: 'Nothing has failed any more.',
  deleting: (count: number) => plural('en')(count, 'Deleting # connection', 'Deleting # connections'),
  deleted: (count: number) => plural('en')(count, '# connection deleted.', '# connections deleted.'),
  restoring: (count: number) => plural('en')(count, 'Restoring # connection', 'Restoring # connections'),
  restored: (count: number) => plural('en')(count, '# connection restored.', '# connections restored.'),
  changing: (count: number) => plural('en')(count, 'Changing # connection', 'Changing # connections'),
  changed: (count: number) => plural('en')(count, '# connection changed.', '# connections changed.'),
  refused: (count: number, name: string, message: string) =>
    plural('en')(
      count,
      `# connection not changed, as ${name}: ${message}`,
      `# connections not changed, as ${name}: ${message}`,
    ),
};

export const exchange = {
  menu: 'Import and export',
  import: 'Import…',
  csv: 'Export as CSV',
  json: 'Export as JSON',
  notExported: 'The connections could not be exported',
};

/** The catalogue is in English: the server tells its names, too. */
export const permissions = {
  name: (_id: Permission, english: string) => english,
  module: (english: PermissionModuleName): string => english,
};

export const importing = {
  title: 'Import connections',
  text: 'From a file of Portolan, DBeaver or libpq, a list of URLs, or .env lines.',
  source: 'Connections',
  sourceHint: 'Paste a text, drop a file here, or choose one. Nothing is changed before you import.',
  chooseFile: 'Choose file',
  file: 'File of connections',
  noText: 'This file is no text.',
  tooLarge: 'This is more than fits into one import. Split it into parts of at most 1 MB.',
  format: 'Format',
  detect: 'Detect',
  formats: {
    csv: 'CSV of Portolan',
    json: 'JSON of Portolan',
    urls: 'URLs, one a line',
    dbeaver: 'DBeaver (data-sources.json)',
    pgpass: 'pgpass',
    pg_service: 'pg_service.conf',
    env: '.env',
  },
  looksLike: (format: string) => `This looks like ${format}.`,
  unclear: 'The text does not show which format it has. Choose one.',
  secrets: 'Take the passwords in it along',
  secretsNote: 'They are encrypted here and never shown again. Left out, connections keep the ones that they have.',
  asking: 'Reading what would change…',
  told: (created: string, changed: string, refused: string) =>
    `${created} would be created, ${changed} changed, ${refused} refused.`,
  counts: (created: string, changed: string, refused: string) =>
    `${created} created, ${changed} changed, ${refused} refused.`,
  empty: 'There is nothing to import yet.',
  none: 'There is no connection in this text.',
  import: 'Import',
  importCount: (count: number) => plural('en')(count, 'Import # connection', 'Import # connections'),
  done: (count: number) => plural('en')(count, '# connection imported', '# connections imported'),
  show: 'Show rows',
  all: 'All',
  actions: { created: 'Created', changed: 'Changed', unchanged: 'As it is', refused: 'Refused' },
  list: 'What the import would do',
  row: (number: string) => `Row ${number}`,
  nameless: 'Without a name',
  more: (count: string) => `Show ${count} more`,
};
