-- The staged figures of all files of a load as the gate weighs them: months are counted (year * 12 + month), `rest` is what of the series is neither region nor flow, `whole` the rest that it is
-- a part of; `fine` where a figure has digits enough to be recognised by.
CREATE OR REPLACE TABLE said AS
SELECT
    id, file, op, region, flow, CAST("row" AS BIGINT) AS "row", source, released, reliability_rank AS "rank", product, partner, regime, measure, unit,
    concat_ws('|', concept, product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, unit)) AS rest,
    concat_ws('|', concept, 'all', 'world', regime, measure, coalesce(basis, ''), coalesce(currency, unit)) AS "whole",
    first_month // 100 * 12 + first_month % 100 AS first, last_month // 100 * 12 + last_month % 100 AS last,
    CAST(value AS DOUBLE) AS value, CAST(coalesce(low, value) AS DOUBLE) AS low, CAST(coalesce(high, value) AS DOUBLE) AS high,
    abs(value) >= 500 * coalesce(nullif(greatest(coalesce("precision", 0), coalesce(high - low, 0)), 0), 1) AS fine
FROM staged
WHERE value IS NOT NULL AND versus IS NULL AND scope IS NULL AND predicate IS NULL AND op IN ('level', 'growth');
