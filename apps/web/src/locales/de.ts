import type { Permission, PermissionModuleName } from '@portolan/contract';
import type * as english from './en.ts';
import { plural } from './plural.ts';

// Everything that the page says in German: what is missing here, or says other things than the English one, does not compile.

export const failures: typeof english.failures = {
  unreachable: 'Der Server ist nicht erreichbar. Prüfen Sie Ihr Netz und versuchen Sie es noch einmal.',
  offline: 'Sie sind offline. Versuchen Sie es noch einmal, wenn Sie wieder verbunden sind.',
  unknown: 'Etwas ist schiefgegangen.',
};

export const time: typeof english.time = {
  never: 'nie',
  justNow: 'gerade eben',
};

export const signIn: typeof english.signIn = {
  page: 'Anmelden',
  title: 'Bei Portolan anmelden',
  text: 'Die Seekarte der Datenbanken Ihres Teams.',
  email: 'E-Mail',
  password: 'Passwort',
  submit: 'Anmelden',
  forgotten: 'Passwort vergessen?',
  emailMissing: 'Geben Sie Ihre E-Mail-Adresse ein',
  passwordMissing: 'Geben Sie Ihr Passwort ein',
  refused: 'Die E-Mail-Adresse oder das Passwort stimmt nicht.',
};

export const passwords: typeof english.passwords = {
  show: 'Passwort zeigen',
  showOf: (label) => `Zeigen: ${label}`,
  new: 'Neues Passwort',
  again: 'Neues Passwort wiederholen',
  shortest: 'Mindestens 8 Zeichen.',
  newMissing: 'Wählen Sie ein neues Passwort',
  currentMissing: 'Geben Sie Ihr jetziges Passwort ein',
  different: 'Die beiden Passwörter unterscheiden sich',
  forgottenPage: 'Passwort vergessen',
  forgottenText: 'Sie bekommen per E-Mail einen Link, mit dem Sie ein neues wählen.',
  email: 'E-Mail',
  emailMissing: 'Geben Sie Ihre E-Mail-Adresse ein',
  send: 'Link senden',
  back: 'Zurück zur Anmeldung',
  sentTitle: 'Sehen Sie in Ihr Postfach',
  sentText: (email) => `Wenn es zu ${email} ein Konto gibt, ist ein Link unterwegs. Er gilt einmal, eine Stunde lang.`,
  noMailTitle: 'Diese Installation versendet keine E-Mails',
  noMailText:
    'Fragen Sie den Betreiber nach einem Link. Wer den Server betreibt, erzeugt ihn dort; er gilt einmal, eine Stunde lang:',
  command: 'Befehl',
  copyCommand: 'Befehl kopieren',
  resetPage: 'Neues Passwort',
  resetTitle: 'Wählen Sie ein neues Passwort',
  resetText: 'Alle Sitzungen Ihres Kontos enden; danach melden Sie sich damit an.',
  set: 'Passwort setzen',
  doneTitle: 'Passwort gesetzt',
  doneText: 'Melden Sie sich mit dem neuen an.',
  toSignIn: 'Zur Anmeldung',
  deadTitle: 'Dieser Link ist nicht zu gebrauchen',
  incomplete:
    'Der Link ist unvollständig. Öffnen Sie ihn noch einmal aus der Nachricht, oder fordern Sie einen neuen an.',
  askAgain: 'Neuen Link anfordern',
};

export const account: typeof english.account = {
  page: 'Konto',
  sessions: 'Sitzungen',
  sessionsText: 'Wo Sie angemeldet sind.',
  sessionsFailed: 'Die Sitzungen konnten nicht geladen werden',
  loading: 'Wird geladen',
  thisSession: 'Diese Sitzung',
  lastSeen: 'zuletzt gesehen',
  signedIn: 'angemeldet',
  signOut: 'Abmelden',
  signOutOf: (device) => `${device} abmelden`,
  signOutElsewhere: 'Überall sonst abmelden',
  signedOutElsewhere: 'Überall sonst abgemeldet',
  sessionEnded: 'Sitzung beendet',
  sessionNotEnded: 'Die Sitzung konnte nicht beendet werden',
  unknownDevice: 'Unbekanntes Gerät',
  browserOn: (browser, system) => `${browser} unter ${system}`,
  othersSignedOut: 'Alle anderen Sitzungen wurden abgemeldet.',
  name: 'Name',
  nameText: 'Was andere neben dem lesen, was Sie tun. Ohne Namen lesen sie Ihre E-Mail-Adresse.',
  firstName: 'Vorname',
  lastName: 'Nachname',
  changeName: 'Namen ändern',
  nameChanged: 'Name geändert',
  email: 'E-Mail-Adresse',
  emailText: 'Damit melden Sie sich an. Eine Änderung meldet Sie überall sonst ab.',
  newEmail: 'Neue E-Mail',
  yourPassword: 'Ihr Passwort',
  emailMissing: 'Die E-Mail-Adresse fehlt',
  currentMissing: 'Geben Sie Ihr jetziges Passwort ein',
  changeEmail: 'E-Mail ändern',
  emailChanged: 'E-Mail-Adresse geändert',
  password: 'Passwort',
  passwordText: 'Eine Änderung meldet Sie überall sonst ab.',
  currentPassword: 'Jetziges Passwort',
  changePassword: 'Passwort ändern',
  passwordChanged: 'Passwort geändert',
  language: 'Sprache und Zeit',
  languageText: 'Wie die Seite zu Ihnen spricht, wo immer Sie sich anmelden.',
  languageLabel: 'Sprache',
  ofBrowser: (name) => `Wie der Browser: ${name}`,
  timeZone: 'Zeitzone',
  times: 'Zeiten',
  relative: 'Wie lange es her ist',
  absolute: 'Datum und Uhrzeit',
  notKept: 'Ihre Wahl konnte nicht behalten werden',
};

export const connections: typeof english.connections = {
  page: 'Verbindungen',
  text: 'Die Datenbanken, die dieser Mandant erreicht.',
  refusal: 'Sie können die Verbindungen dieses Mandanten nicht sehen',
  refusalDeleted: 'Sie können die gelöschten Verbindungen dieses Mandanten nicht sehen',
  new: 'Neue Verbindung',
  search: 'Verbindungen suchen',
  searchHint: 'Name, Host, Benutzer, Tag…',
  filters: 'Filter',
  type: 'Datenbanktyp',
  allTypes: 'Alle Typen',
  status: 'Status',
  all: 'Alle',
  deleted: 'Gelöscht',
  sealed: 'Versiegelt',
  sealedHint: 'Die gespeicherten Zugangsdaten wurden für ein anderes Ziel eingegeben.',
  clear: 'Zurücksetzen',
  clearFilters: 'Filter zurücksetzen',
  testFailed: 'Alle fehlgeschlagenen testen',
  failedNotTested: 'Die fehlgeschlagenen Verbindungen konnten nicht getestet werden',
  name: 'Name',
  actions: 'Aktionen',
  loading: 'Wird geladen',
  notLoaded: 'Die Verbindungen konnten nicht geladen werden',
  noMatch: 'Keine passenden Verbindungen',
  noMatchText: 'Suchen Sie nach etwas anderem oder setzen Sie die Filter zurück.',
  none: 'Noch keine Verbindungen',
  noneYours:
    'Fügen Sie die erste Datenbank hinzu. Sie können sie vor dem Speichern testen; ihre Zugangsdaten werden verschlüsselt und nie wieder gezeigt.',
  noneTheirs: 'Noch hat niemand diesem Mandanten eine Datenbank hinzugefügt.',
};

export const rows: typeof english.rows = {
  list: 'Verbindungen',
  test: 'Testen',
  testOf: (name) => `${name} testen`,
  more: (name) => `Weitere Aktionen für ${name}`,
  select: (name) => `${name} auswählen`,
  selectPage: 'Alle auf dieser Seite auswählen',
  tested: 'Getestet:',
  untagged: 'Ohne Tags',
  count: (count) => plural('de')(count, '# Verbindung', '# Verbindungen'),
  selected: (count) => plural('de')(count, '# Verbindung ausgewählt', '# Verbindungen ausgewählt'),
};

export const address: typeof english.address = {
  encrypted: 'Verschlüsselt',
  open: 'Nicht verschlüsselt',
};

export const connectionStatus: typeof english.connectionStatus = {
  labels: { untested: 'Ungetestet', connected: 'Verbunden', failed: 'Fehlgeschlagen' },
  testing: 'Wird getestet…',
  starting: 'Startet',
  goesOn: (message) => `${message}. Der Test wird im Hintergrund beendet.`,
  sealed: 'Die Zugangsdaten müssen neu eingegeben werden.',
  unreadable: 'Die Zugangsdaten sind nicht lesbar: Ihr Schlüssel fehlt.',
  notTested: (name) => `${name} konnte nicht getestet werden`,
};

export const testInPassing: typeof english.testInPassing = {
  begun: (name) => `${name} wird getestet`,
  failed: (name) => `${name} konnte nicht getestet werden`,
};

export const connectionHead: typeof english.connectionHead = {
  connection: 'Verbindung',
  diagramOf: (name) => `Diagramm von ${name}`,
  snapshotsOf: (name) => `Snapshots von ${name}`,
  typesOf: (name) => `Typen von ${name}`,
  loading: 'Wird geladen',
  notLoaded: 'Die Verbindung konnte nicht geladen werden',
  noBrowsing: 'Sie können diese Datenbank nicht durchsuchen',
  lacks: (permission) => `Ihrer Rolle fehlt die Berechtigung „${permission}“.`,
  sealed:
    'Die gespeicherten Zugangsdaten sind versiegelt: Sie wurden für ein anderes Ziel eingegeben. Bearbeiten Sie die Verbindung und geben Sie sie neu ein.',
  unreadable:
    'Die gespeicherten Zugangsdaten sind nicht lesbar: Ihr Schlüssel ist nicht eingerichtet. Bearbeiten Sie die Verbindung und geben Sie sie neu ein, oder bitten Sie den Betreiber, den Schlüssel wieder einzurichten.',
  test: 'Testen',
  edit: 'Bearbeiten',
  more: (name) => `Weitere Aktionen für ${name}`,
};

export const rowMenu: typeof english.rowMenu = {
  of: (name) => `Aktionen für ${name}`,
  verbs: {
    open: 'Öffnen',
    diagram: 'Diagramm',
    snapshots: 'Snapshots',
    types: 'Typen',
    test: 'Testen',
    duplicate: 'Duplizieren…',
    copyUrl: 'URL ohne Passwort kopieren',
    copyId: 'ID kopieren',
    edit: 'Bearbeiten…',
    delete: 'Löschen…',
  },
  deleteKey: 'Entf',
};

export const copying: typeof english.copying = {
  url: 'URL kopiert, ohne Passwort.',
  id: 'ID kopiert.',
  refused: 'Der Browser hat das Kopieren nicht erlaubt.',
};

export const deleting: typeof english.deleting = {
  question: (name) => `${name} löschen?`,
  questionMany: (count) => plural('de')(count, '# Verbindung löschen?', '# Verbindungen löschen?'),
  more: (count) => `und ${count} weitere`,
  text: 'Niemand in diesem Mandanten kann die Verbindung danach noch benutzen oder testen. Die Datenbank selbst bleibt unberührt.',
  textMany:
    'Niemand in diesem Mandanten kann diese Verbindungen danach noch benutzen oder testen. Die Datenbanken selbst bleiben unberührt.',
  undoDays: (days) =>
    plural('de')(
      days,
      'Sie können das # Tag lang zurücknehmen: unter den gelöschten Verbindungen oder mit „Rückgängig“.',
      'Sie können das # Tage lang zurücknehmen: unter den gelöschten Verbindungen oder mit „Rückgängig“.',
    ),
  delete: 'Verbindung löschen',
  deleteMany: (count) => plural('de')(count, '# Verbindung löschen', '# Verbindungen löschen'),
  undo: 'Rückgängig',
  deleted: (name) => `${name} gelöscht`,
  notDeleted: (name) => `${name} konnte nicht gelöscht werden`,
};

export const restoring: typeof english.restoring = {
  restored: (name) => `${name} wiederhergestellt`,
  notRestored: (name) => `${name} konnte nicht wiederhergestellt werden`,
};

export const deletedConnections: typeof english.deletedConnections = {
  list: 'Gelöschte Verbindungen',
  count: (count) => plural('de')(count, '# gelöschte Verbindung', '# gelöschte Verbindungen'),
  notLoaded: 'Die gelöschten Verbindungen konnten nicht geladen werden',
  name: 'Name',
  by: 'Gelöscht von',
  at: 'Gelöscht',
  restore: 'Wiederherstellen',
  restoreOf: (name) => `${name} wiederherstellen`,
  none: 'Keine gelöschten Verbindungen',
  noneText: 'Nichts, was gelöscht wurde, passt zu diesen Filtern.',
  clearFilters: 'Filter zurücksetzen',
};

export const sorting: typeof english.sorting = {
  by: 'Sortieren nach',
  orders: {
    createdAt: { desc: 'Neueste zuerst', asc: 'Älteste zuerst' },
    name: { asc: 'Name A–Z', desc: 'Name Z–A' },
    dbType: { asc: 'Typ A–Z', desc: 'Typ Z–A' },
    status: { asc: 'Fehlgeschlagene zuerst', desc: 'Fehlgeschlagene zuletzt' },
    environment: { asc: 'Produktion zuerst', desc: 'Produktion zuletzt' },
    host: { asc: 'Host A–Z', desc: 'Host Z–A' },
    lastTestedAt: { desc: 'Zuletzt getestete zuerst', asc: 'Zuletzt getestete zuletzt' },
  },
};

export const listLook: typeof english.listLook = {
  columns: {
    type: 'Typ',
    environment: 'Umgebung',
    address: 'Host / Datenbank',
    username: 'Benutzer',
    tags: 'Tags',
    owner: 'Besitzer',
    status: 'Status',
    tested: 'Getestet',
    created: 'Angelegt',
  },
  notKept: 'Ihre Wahl konnte nicht behalten werden',
};

export const order: typeof english.order = {
  environments: { production: 'Produktion', staging: 'Staging', development: 'Entwicklung', other: 'Sonstige' },
  tags: 'Tags',
};

export const orderFilters: typeof english.orderFilters = {
  environment: 'Umgebung',
  allEnvironments: 'Alle Umgebungen',
  owner: 'Besitzer',
  allOwners: 'Alle Besitzer',
  nobody: 'Niemand',
  addTag: 'Nach einem weiteren Tag filtern',
  allTags: 'Alle Tags',
  andTag: 'Und Tag…',
  withoutTag: (tag) => `Nicht nach dem Tag ${tag} filtern`,
};

export const listToolbar: typeof english.listToolbar = {
  views: 'Ansichten',
  view: (name) => `Ansichten: ${name}`,
  none: 'Filter, Reihenfolge und Gruppen dieser Liste lassen sich als Ansicht behalten, für Sie oder für alle.',
  shared: 'Geteilt',
  shownNow: 'Jetzt gezeigt',
  save: 'Als Ansicht speichern…',
  manage: 'Ansichten verwalten…',
  display: 'Darstellung',
};

export const display: typeof english.display = {
  title: 'Darstellung',
  text: 'Zeilen und Spalten werden für Sie behalten; Gruppen stehen in der Adresse.',
  groupBy: 'Gruppieren nach',
  groups: { none: 'Nicht gruppiert', environment: 'Umgebung', tag: 'Tag' },
  rows: 'Zeilen',
  densities: { comfortable: 'Bequem', compact: 'Kompakt' },
  columns: 'Spalten',
  usual: 'Übliche Spalten',
};

export const views: typeof english.views = {
  title: 'Ansichten',
  text: 'Ansichten behalten Filter, Reihenfolge und Gruppen der Liste.',
  none: 'Es gibt keine Ansichten mehr.',
  notChanged: 'Die Ansicht konnte nicht geändert werden',
  nameOf: (name) => `Name der Ansicht ${name}`,
  renamed: 'Ansicht umbenannt.',
  shared: 'Geteilt',
  yours: 'Ihre',
  share: 'Teilen',
  shareOf: (name) => `${name} teilen`,
  sharedNow: 'Ansicht geteilt.',
  unshare: 'Nicht mehr teilen',
  unshareOf: (name) => `${name} nicht mehr teilen`,
  unsharedNow: 'Die Ansicht sieht wieder nur, wer sie angelegt hat.',
  replace: 'Ersetzen',
  replaceOf: (name) => `${name} durch die jetzige Liste ersetzen`,
  replaced: 'Ansicht ersetzt.',
  deleteOf: (name) => `Ansicht ${name} löschen`,
  deleted: 'Ansicht gelöscht.',
};

export const savingView: typeof english.savingView = {
  title: 'Als Ansicht speichern',
  text: 'Die Liste, wie sie jetzt ist: Suche, Filter, Reihenfolge, Gruppen und Zeilen je Seite.',
  save: 'Ansicht speichern',
  saved: (name) => `Ansicht „${name}“ gespeichert.`,
  name: 'Name',
  namePlaceholder: 'Fehlgeschlagen in Produktion',
  nameMissing: 'Eine Ansicht braucht einen Namen.',
  withColumns: 'Mit den Spalten, die jetzt gezeigt werden',
  withColumnsHint: 'Sonst sehen alle ihre eigenen.',
  share: 'Mit allen in diesem Mandanten geteilt',
  shareHint: 'Sie finden sie unter ihren Ansichten.',
  shareNeeds: (permission) => `Zum Teilen braucht es die Berechtigung „${permission}“.`,
};

export const tagsInput: typeof english.tagsInput = {
  hint: 'Ein Schlüssel oder Schlüssel:Wert, etwa team:shop. Die Eingabetaste schließt jeden ab.',
  remove: (tag) => `Tag ${tag} entfernen`,
  count: (count) => plural('de')(count, '# Tag', '# Tags'),
  wrong: (tag) => `„${tag}“ ist kein Tag: Erlaubt sind 1 bis 64 Zeichen aus a–z, 0–9 und _ . : / -`,
  tooMany: (most) => `Es kann höchstens ${most} Tags geben.`,
};

export const production: typeof english.production = {
  type: (answer) => `Zur Bestätigung „${answer}“ eingeben`,
  count: (count) => plural('de')(count, '# Produktionsverbindung', '# Produktionsverbindungen'),
};

export const bulk: typeof english.bulk = {
  region: 'Ausgewählte Verbindungen',
  selectAll: (count) => `Alle ${count} auswählen`,
  notSelected: 'Nicht alle Verbindungen konnten ausgewählt werden',
  test: 'Testen',
  environment: 'Umgebung',
  setEnvironment: 'Die Umgebung der ausgewählten Verbindungen setzen',
  addTag: 'Tag hinzufügen…',
  delete: 'Löschen…',
  clear: 'Auswahl aufheben',
  tagsTitle: (count) => plural('de')(count, 'Tags zu # Verbindung hinzufügen', 'Tags zu # Verbindungen hinzufügen'),
  addTags: 'Tags hinzufügen',
  tags: 'Tags',
  noTags: 'Geben Sie die Tags ein, die hinzukommen sollen.',
  environmentTitle: (count) =>
    plural('de')(count, 'Umgebung von # Verbindung ändern', 'Umgebung von # Verbindungen ändern'),
  changeEnvironment: 'Umgebung setzen',
  notTyped: 'Geben Sie ein, wonach gefragt ist, so wie es dort steht.',
};

export const many: typeof english.many = {
  stop: 'Anhalten',
  testing: (count) => plural('de')(count, '# Verbindung wird getestet', '# Verbindungen werden getestet'),
  tested: (count) => plural('de')(count, '# Verbindung getestet.', '# Verbindungen getestet.'),
  stopped: (done, all) =>
    plural('de')(
      all,
      `Angehalten: ${done} von # Verbindung getestet.`,
      `Angehalten: ${done} von # Verbindungen getestet.`,
    ),
  connected: (count) => `${count} verbunden`,
  failed: (count) => `${count} fehlgeschlagen`,
  starting: (count) => `${count} noch im Start`,
  untested: (count) => `${count} nicht zu testen`,
  showFailed: 'Fehlgeschlagene zeigen',
  noneFailed: 'Es ist keine mehr fehlgeschlagen.',
  deleting: (count) => plural('de')(count, '# Verbindung wird gelöscht', '# Verbindungen werden gelöscht'),
  deleted: (count) => plural('de')(count, '# Verbindung gelöscht.', '# Verbindungen gelöscht.'),
  restoring: (count) =>
    plural('de')(count, '# Verbindung wird wiederhergestellt', '# Verbindungen werden wiederhergestellt'),
  restored: (count) => plural('de')(count, '# Verbindung wiederhergestellt.', '# Verbindungen wiederhergestellt.'),
  changing: (count) => plural('de')(count, '# Verbindung wird geändert', '# Verbindungen werden geändert'),
  changed: (count) => plural('de')(count, '# Verbindung geändert.', '# Verbindungen geändert.'),
  refused: (count, name, message) =>
    plural('de')(
      count,
      `# Verbindung nicht geändert, nämlich ${name}: ${message}`,
      `# Verbindungen nicht geändert, darunter ${name}: ${message}`,
    ),
};

export const exchange: typeof english.exchange = {
  menu: 'Import und Export',
  import: 'Importieren…',
  csv: 'Als CSV exportieren',
  json: 'Als JSON exportieren',
  notExported: 'Die Verbindungen konnten nicht exportiert werden',
};

const PERMISSION_NAMES: Record<Permission, string> = {
  'connections:read': 'Verbindungen sehen',
  'connections:write': 'Verbindungen anlegen und ändern',
  'connections:delete': 'Verbindungen löschen und wiederherstellen',
  'connections:test': 'Verbindungen testen',
  'connections:introspect': 'Schemas, Tabellen und Spalten durchsuchen',
  'user:read': 'Benutzer sehen',
  'user:update': 'Benutzer aktivieren und deaktivieren',
  'user:delete': 'Benutzer entfernen',
  'role:read': 'Rollen und Berechtigungen sehen',
  'role:create': 'Rollen anlegen',
  'role:update': 'Rollen ändern',
  'role:delete': 'Rollen löschen',
  'role:assign_users': 'Benutzern Rollen zuweisen',
  'invitation:read': 'Einladungen sehen',
  'invitation:create': 'Einladungen senden und erneut senden',
  'invitation:delete': 'Einladungen widerrufen',
  'api_key:read': 'API-Schlüssel sehen',
  'api_key:create': 'API-Schlüssel anlegen',
  'api_key:delete': 'API-Schlüssel widerrufen',
  'audit:read': 'Das Prüfprotokoll lesen',
  'template:read': 'Vorlagen sehen',
};
const PERMISSION_MODULES: Record<PermissionModuleName, string> = {
  Connections: 'Verbindungen',
  Users: 'Benutzer',
  Roles: 'Rollen',
  Invitations: 'Einladungen',
  'API keys': 'API-Schlüssel',
  Audit: 'Protokoll',
  Templates: 'Vorlagen',
};

export const permissions: typeof english.permissions = {
  name: (id) => PERMISSION_NAMES[id],
  module: (module) => PERMISSION_MODULES[module],
};

export const importing: typeof english.importing = {
  title: 'Verbindungen importieren',
  text: 'Aus einer Datei von Portolan, DBeaver oder libpq, einer Liste von URLs oder Zeilen einer .env.',
  source: 'Verbindungen',
  sourceHint:
    'Fügen Sie einen Text ein, ziehen Sie eine Datei hierher oder wählen Sie eine. Vor dem Import wird nichts geändert.',
  chooseFile: 'Datei wählen',
  file: 'Datei mit Verbindungen',
  noText: 'Diese Datei ist kein Text.',
  tooLarge: 'Das ist mehr, als in einen Import passt. Teilen Sie es in Stücke von höchstens 1 MB.',
  format: 'Format',
  detect: 'Erkennen',
  formats: {
    csv: 'CSV von Portolan',
    json: 'JSON von Portolan',
    urls: 'URLs, eine je Zeile',
    dbeaver: 'DBeaver (data-sources.json)',
    pgpass: 'pgpass',
    pg_service: 'pg_service.conf',
    env: '.env',
  },
  looksLike: (format) => `Das sieht aus wie ${format}.`,
  unclear: 'Der Text zeigt nicht, welches Format er hat. Wählen Sie eines.',
  secrets: 'Die Passwörter darin übernehmen',
  secretsNote:
    'Sie werden hier verschlüsselt und nie wieder gezeigt. Ohne sie behalten Verbindungen die, die sie haben.',
  asking: 'Es wird gelesen, was sich ändern würde…',
  told: (created, changed, refused) => `${created} würden angelegt, ${changed} geändert, ${refused} abgelehnt.`,
  counts: (created, changed, refused) => `${created} angelegt, ${changed} geändert, ${refused} abgelehnt.`,
  empty: 'Es gibt noch nichts zu importieren.',
  none: 'In diesem Text ist keine Verbindung.',
  import: 'Importieren',
  importCount: (count) => plural('de')(count, '# Verbindung importieren', '# Verbindungen importieren'),
  done: (count) => plural('de')(count, '# Verbindung importiert', '# Verbindungen importiert'),
  show: 'Zeilen zeigen',
  all: 'Alle',
  actions: { created: 'Angelegt', changed: 'Geändert', unchanged: 'Wie bisher', refused: 'Abgelehnt' },
  list: 'Was der Import täte',
  row: (number) => `Zeile ${number}`,
  nameless: 'Ohne Namen',
  more: (count) => `${count} weitere zeigen`,
};
