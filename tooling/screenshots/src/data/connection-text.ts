/** The connections of the company, the oldest first: what comes last stands on top of the list. */
export const CONNECTIONS = `
Shop before the move | postgresql old.db shop              | other       |                        |        |          | The old server, kept until the books are closed
Order archive        | postgresql archive.db archive       | other       | team:finance           | lena   |          | Orders before 2019, read for tax audits
Payroll              | sqlserver payroll.sql payroll       | production  | team:people            | olu    | deleted  | Moved to a service outside
Old till Lisboa      | mysql till-porto.mysql till         | production  | team:stock till        | samuel | deleted  | Closed in March
Click events         | databricks events.gateway events    | other       | team:data              | priya  | untested | What visitors of the shop look at
Shop development     | postgresql shop.dev shop            | development | team:shop eu           | tomas  |          | Empty tables and twelve test customers
Load test            | postgresql shop.dev load            | development | team:shop              | tomas  | deleted  | For the week before Christmas
People               | postgresql people.db people         | production  | team:people pii        | olu    | sealed   | Contracts, absences and salaries
Support desk         | postgresql desk.db desk             | production  | team:shop              | aiko   |          | What customers ask, and who answers
Wholesale            | postgresql wholesale.db wholesale   | production  | team:shop eu           | tomas  |          | Firms that buy by the pallet
Reports              | postgresql reports.db reports       | production  | team:finance           | lena   |          | Nightly figures for the board
Till Porto           | mysql till-porto.mysql till         | production  | team:stock till eu     | samuel |          | The till of the shop in Porto
Ledger staging       | sqlserver ledger.staging shop       | staging     | team:finance eu        | lena   |          | Last month’s books, names replaced
Search playground    | postgresql search.dev search        | development | team:shop              | aiko   | untested | Ranking experiments
Marketing            | snowflake snowflake.gateway SHOP    | production  | team:data              | priya  |          | Campaigns and their outcome
Stock staging        | mysql stock.staging stock           | staging     | team:stock eu          | aiko   |          | A copy of yesterday, free to break
Lakehouse            | databricks lakehouse.gateway main   | production  | team:data eu           | priya  |          | Everything, one night old
Shop staging         | postgresql shop.staging shop        | staging     | team:shop eu           | tomas  |          | A copy of yesterday, free to break
Ledger               | sqlserver ledger.sql shop           | production  | team:finance eu        | lena   | password | The books since 2014
Stock production     | mysql stock.mysql stock             | production  | team:stock eu          | aiko   |          | Bins, movements, purchases
Shop replica         | postgresql shop-replica.db shop     | production  | team:shop eu read-only | tomas  |          | Read-only, seconds behind
Shop production      | postgresql shop.db shop             | production  | team:shop eu pii       | ines   |          | Orders, customers and carts
`;

/** A file that somebody brings: one is new, one moved, one is as it was, and one is none. */
export const IMPORTED = `name,dbType,host,port,databaseName,username,environment,tags
Till Braga,mysql,till-braga.mysql.meridian.example,3306,till,reader,production,team:stock till eu
Till Faro,mysql,till-faro.mysql.meridian.example,3306,till,reader,production,team:stock till eu
Search playground,postgresql,search-2.dev.meridian.example,5432,search,reader,development,team:shop
Tax office,oracle,tax.meridian.example,1521,ORCL,reader,production,team:finance
Returns,postgresql,returns.db.meridian.example,70000,returns,reader,production,team:stock
`;
