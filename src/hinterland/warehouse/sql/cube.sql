-- The records of one source and year, summed over all but one of products, partners and trade modes; and of products by partners, by chapter alone.
CREATE OR REPLACE TEMP VIEW cube_records AS
SELECT * FROM records WHERE source = :source AND year = :year;

CREATE OR REPLACE TEMP TABLE cube_products AS
SELECT flow, region, currency, first_month, last_month, product, sum(value) AS value, count(*) AS lines FROM cube_records GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE cube_partners AS
SELECT flow, region, currency, first_month, last_month, partner, sum(value) AS value, count(*) AS lines FROM cube_records GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE cube_regimes AS
SELECT flow, region, currency, first_month, last_month, regime, sum(value) AS value, count(*) AS lines FROM cube_records GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE cube_crossed AS
SELECT flow, region, currency, left(product, 2) AS chapter, partner, sum(value) AS value, count(*) AS lines
FROM cube_records WHERE first_month = last_month AND product <> 'all' AND partner <> 'world' GROUP BY ALL;
