-- The records of one source and year, summed in one pass over all but one of products, partners and trade modes; and of products by partners, by chapter alone. A row is of the sum
-- whose columns it fills. Commodities have the codes that cube_concordance gives them for the year.
CREATE OR REPLACE VIEW cube_coded AS
SELECT r.flow, r.region, r.currency, r.first_month, r.last_month, coalesce(c.later, r.product) AS product, r.partner, r.regime, r.value
FROM records AS r
LEFT JOIN cube_concordance AS c ON c.earlier = r.product
WHERE r.source = :source AND r.year = :year;

CREATE OR REPLACE VIEW cube_records AS
SELECT *, CASE WHEN first_month = last_month AND product <> 'all' AND partner <> 'world' THEN left(product, 2) END AS chapter FROM cube_coded;

CREATE OR REPLACE TABLE cube_sums AS
SELECT flow, region, currency, first_month, last_month, product, partner, regime, chapter, sum(value) AS value, count(*) AS lines
FROM cube_records
GROUP BY GROUPING SETS (
    (flow, region, currency, first_month, last_month, product), (flow, region, currency, first_month, last_month, partner),
    (flow, region, currency, first_month, last_month, regime), (flow, region, currency, chapter, partner)
);
