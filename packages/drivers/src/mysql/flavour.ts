/** Which of the two products a server is, and how far it has come. */
export interface Flavour {
  mariadb: boolean;
  /** 10.11 is 1011, 8.4 is 804. */
  release: number;
  /** As it is shown: `MariaDB 10.11.18`, `8.4.3`. */
  name: string;
}

/** Reads what `version()` answers; null where that is no version of either. */
export function flavourOf(version: string): Flavour | null {
  // Older MariaDB servers put 5.5.5- before their version, for the sake of old replicas.
  const [, number = '', major, minor] = /^(?:5\.5\.5-(?=\d))?((\d{1,3})\.(\d{1,3})(?:\.\d{1,4})?)/.exec(version) ?? [];
  if (number === '') return null;
  const mariadb = /mariadb/i.test(version);
  return { mariadb, release: Number(major) * 100 + Number(minor), name: mariadb ? `MariaDB ${number}` : number };
}
