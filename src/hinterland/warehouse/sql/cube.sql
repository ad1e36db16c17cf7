-- The records of one source and year, summed over all but one of products, partners and trade modes; and of products by partners, by chapter alone.
-- Commodities have the codes that cube_concordance gives them for the year.
CREATE OR REPLACE VIEW cube_records AS
SELECT r.flow, r.region, r.currency, r.first_month, r.last_month, coalesce(c.later, r.product) AS product, r.partner, r.regime, r.value
FROM records AS r
LEFT JOIN cube_concordance AS c ON c.earlier = r.product
WHERE r.source = :source AND r.year = :year;

CREATE OR REPLACE TABLE cube_products AS
SELECT flow, region, currency, first_month, last_month, product, sum(value) AS value, count(*) AS lines FROM cube_records GROUP BY ALL;

CREATE OR REPLACE TABLE cube_partners AS
SELECT flow, region, currency, first_month, last_month, partner, sum(value) AS value, count(*) AS lines FROM cube_records GROUP BY ALL;

CREATE OR REPLACE TABLE cube_regimes AS
SELECT flow, region, currency, first_month, last_month, regime, sum(value) AS value, count(*) AS lines FROM cube_records GROUP BY ALL;

CREATE OR REPLACE TABLE cube_crossed AS
SELECT flow, region, currency, left(product, 2) AS chapter, partner, sum(value) AS value, count(*) AS lines
FROM cube_records WHERE first_month = last_month AND product <> 'all' AND partner <> 'world' GROUP BY ALL;
