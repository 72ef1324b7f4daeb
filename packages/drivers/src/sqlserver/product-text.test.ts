import { expect, test } from 'vitest';
import { productText } from './product-text.ts';

test.each([
  ['16.0.4135.4', 3, 'SQL Server 2022 16.0.4135.4'],
  ['13.0.5108.50', 2, 'SQL Server 2016 13.0.5108.50'],
  ['17.0.1000.7', 3, 'SQL Server 2025 17.0.1000.7'],
  ['99.0', 3, 'SQL Server 99.0'],
  ['12.0.2000.8', 5, 'Azure SQL Database 12.0.2000.8'],
  ['12.0.2000.8', 8, 'Azure SQL Managed Instance 12.0.2000.8'],
  ['<script>', 3, 'SQL Server'],
])('%s of edition %i', (version, edition, text) => {
  expect(productText(version, edition)).toBe(text);
});
