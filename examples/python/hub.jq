# What is taken of the OpenAPI document: the answers that the program meets, with a name for the rows of pages.
def answer(path): .paths[path].get.responses["200"].content["application/json"].schema;
def row(path): answer(path).properties.data.properties.items.items;
def page(path; name): answer(path) | .properties.data.properties.items.items = {"$ref": "#/definitions/\(name)"};

"/api/v1/connections" as $connections | "/api/v1/connections/{id}/tables" as $tables |
{
  components,
  definitions: {
    Connection: row($connections),
    ConnectionPage: page($connections; "Connection"),
    Table: row($tables),
    TablePage: page($tables; "Table"),
    Problem: .components.schemas.Problem
  }
}
