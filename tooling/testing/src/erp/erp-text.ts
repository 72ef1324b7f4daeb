/**
 * A shop with its stock, its books and its people: 44 tables in five schemas, some of them pointed at by many. A line is a
 * table: `name!` is its key, `name>schema.table` points at another, `?` may be null, and after a colon stands a type.
 */
export const ERP = `
core.currencies: code!:char(3), name, digits:smallint
core.countries: code!:char(2), name, currency_code>core.currencies
core.languages: code!:char(2), name
core.addresses: id!, country_code>core.countries, line_1, line_2?, city, postcode, created_at:timestamptz
core.units: code!:varchar(8), name, base_code?>core.units, factor:numeric(12,6)
core.settings: name!:varchar(80), value:jsonb, changed_by?>people.employees
people.departments: id!, name, parent_id?>people.departments, head_id?>people.employees
people.employees: id!, department_id>people.departments, manager_id?>people.employees, address_id?>core.addresses, email, first_name, last_name, hired_on:date, left_on?:date
people.roles: id!, name, description?
people.employee_roles: employee_id!>people.employees, role_id!>people.roles, since:date
people.absences: id!, employee_id>people.employees, approved_by?>people.employees, starts_on:date, ends_on:date, reason?
people.salaries: employee_id!>people.employees, valid_from!:date, amount:numeric(12,2), currency_code>core.currencies
sales.customer_groups: id!, name, discount:numeric(5,2)
sales.customers: id!, group_id?>sales.customer_groups, billing_address_id>core.addresses, shipping_address_id?>core.addresses, account_manager_id?>people.employees, language_code>core.languages, email, name, vat_number?, created_at:timestamptz
sales.contacts: id!, customer_id>sales.customers, name, phone?, email?
sales.channels: id!, name, country_code?>core.countries
sales.orders: id!, customer_id>sales.customers, channel_id>sales.channels, currency_code>core.currencies, billing_address_id>core.addresses, shipping_address_id>core.addresses, taken_by?>people.employees, number, status, placed_at:timestamptz, note?, total:numeric(12,2)
sales.order_lines: order_id!>sales.orders, line!:smallint, product_id>stock.products, tax_rate_id>finance.tax_rates, quantity:numeric(12,3), unit_code>core.units, price:numeric(12,4)
sales.coupons: id!, code, group_id?>sales.customer_groups, amount:numeric(12,2), expires_at:timestamptz
sales.order_coupons: order_id!>sales.orders, coupon_id!>sales.coupons
sales.carts: id!, customer_id?>sales.customers, channel_id>sales.channels, updated_at:timestamptz
sales.cart_lines: cart_id!>sales.carts, product_id!>stock.products, quantity:numeric(12,3)
sales.reviews: id!, customer_id>sales.customers, product_id>stock.products, stars:smallint, text?, written_at:timestamptz
sales.returns: id!, order_id>sales.orders, handled_by?>people.employees, reason, received_at?:timestamptz
sales.return_lines: return_id!>sales.returns, product_id!>stock.products, quantity:numeric(12,3)
stock.categories: id!, parent_id?>stock.categories, name, position:integer
stock.brands: id!, name, country_code?>core.countries
stock.products: id!, category_id>stock.categories, brand_id?>stock.brands, unit_code>core.units, tax_rate_id>finance.tax_rates, sku, name, description?:text, weight?:numeric(10,3), created_at:timestamptz
stock.product_texts: product_id!>stock.products, language_code!>core.languages, name, description:text
stock.product_images: id!, product_id>stock.products, url, position:smallint
stock.prices: product_id!>stock.products, currency_code!>core.currencies, valid_from!:date, amount:numeric(12,4)
stock.warehouses: id!, address_id>core.addresses, keeper_id?>people.employees, name
stock.bins: id!, warehouse_id>stock.warehouses, code
stock.stock_levels: bin_id!>stock.bins, product_id!>stock.products, quantity:numeric(12,3)
stock.movements: id!, product_id>stock.products, from_bin_id?>stock.bins, to_bin_id?>stock.bins, moved_by>people.employees, quantity:numeric(12,3), moved_at:timestamptz
stock.suppliers: id!, address_id>core.addresses, currency_code>core.currencies, name, email
stock.purchase_orders: id!, supplier_id>stock.suppliers, warehouse_id>stock.warehouses, ordered_by>people.employees, ordered_at:timestamptz
stock.purchase_lines: purchase_order_id!>stock.purchase_orders, line!:smallint, product_id>stock.products, quantity:numeric(12,3), price:numeric(12,4)
stock.shipments: id!, order_id>sales.orders, warehouse_id>stock.warehouses, packed_by?>people.employees, tracking_code?, sent_at?:timestamptz
finance.tax_rates: id!, country_code>core.countries, name, percent:numeric(5,2)
finance.invoices: id!, order_id>sales.orders, customer_id>sales.customers, currency_code>core.currencies, number, issued_at:timestamptz, due_on:date
finance.payments: id!, invoice_id>finance.invoices, currency_code>core.currencies, method, amount:numeric(12,2), paid_at:timestamptz
finance.accounts: id!, parent_id?>finance.accounts, currency_code>core.currencies, number, name
finance.postings: id!, account_id>finance.accounts, invoice_id?>finance.invoices, payment_id?>finance.payments, booked_by>people.employees, amount:numeric(12,2), booked_on:date
`;
