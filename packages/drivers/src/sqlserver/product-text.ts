/** The year in the name of each major version. */
const YEARS: Record<string, string> = {
  '10': '2008',
  '11': '2012',
  '12': '2014',
  '13': '2016',
  '14': '2017',
  '15': '2019',
  '16': '2022',
  '17': '2025',
};

/** `SQL Server 2022 16.0.4135.4`; the services of Azure count versions of their own. */
export function productText(version: string, edition: number): string {
  const number = /^[\d.]{1,40}/.exec(version)?.[0] ?? '';
  return `${nameOf(edition, YEARS[number.split('.')[0] ?? ''])} ${number}`.trim();
}

/** EngineEdition of SERVERPROPERTY. */
function nameOf(edition: number, year: string | undefined): string {
  switch (edition) {
    case 5:
      return 'Azure SQL Database';
    case 6:
      return 'Azure Synapse Analytics';
    case 8:
      return 'Azure SQL Managed Instance';
    case 9:
      return 'Azure SQL Edge';
    default:
      return year ? `SQL Server ${year}` : 'SQL Server';
  }
}
